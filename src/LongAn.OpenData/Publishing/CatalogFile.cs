using System.Globalization;
using Dapper;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// <c>catalog.sqlite</c>: all of the portal that changes. Each use opens a connection of its own, since a connection belongs to one thread;
/// writers wait for each other.
/// </summary>
public sealed class CatalogFile
{
    public const string Name = "catalog.sqlite";

    /// <summary>
    /// What each edition of the file adds to the one before it; its number (<c>PRAGMA user_version</c>) is how many of these it has had. A
    /// step that has landed never changes. The first also fits files from before there were numbers.
    /// </summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE IF NOT EXISTS datasets (
          id TEXT PRIMARY KEY,
          descriptor TEXT NOT NULL,
          metadata_modified TEXT NOT NULL,
          served INTEGER NOT NULL,
          last_number INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS versions (
          dataset TEXT NOT NULL REFERENCES datasets (id),
          number INTEGER NOT NULL,
          digest TEXT NOT NULL,
          records INTEGER NOT NULL,
          created TEXT NOT NULL,
          file TEXT NOT NULL,
          descriptor TEXT NOT NULL,
          profile TEXT NOT NULL,
          PRIMARY KEY (dataset, number)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS version_references (
          dataset TEXT NOT NULL,
          number INTEGER NOT NULL,
          referenced TEXT NOT NULL,
          referenced_number INTEGER NOT NULL,
          PRIMARY KEY (dataset, number, referenced),
          FOREIGN KEY (dataset, number) REFERENCES versions (dataset, number),
          FOREIGN KEY (referenced, referenced_number) REFERENCES versions (dataset, number)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        ALTER TABLE versions ADD COLUMN channel TEXT NOT NULL DEFAULT 'folder';
        ALTER TABLE versions ADD COLUMN publisher TEXT;
        ALTER TABLE versions ADD COLUMN actor TEXT;
        ALTER TABLE versions ADD COLUMN reason TEXT;
        ALTER TABLE datasets ADD COLUMN channel TEXT NOT NULL DEFAULT 'folder';
        ALTER TABLE datasets ADD COLUMN folder_digest TEXT;
        """,
        """
        ALTER TABLE versions ADD COLUMN compared_with INTEGER;
        ALTER TABLE versions ADD COLUMN inserted INTEGER;
        ALTER TABLE versions ADD COLUMN updated INTEGER;
        ALTER TABLE versions ADD COLUMN deleted INTEGER;
        ALTER TABLE versions ADD COLUMN removed TEXT;
        CREATE TABLE servings (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          dataset TEXT NOT NULL REFERENCES datasets (id),
          number INTEGER NOT NULL,
          at TEXT NOT NULL,
          channel TEXT NOT NULL,
          publisher TEXT,
          actor TEXT,
          reason TEXT,
          FOREIGN KEY (dataset, number) REFERENCES versions (dataset, number)
        ) STRICT;
        CREATE INDEX servings_dataset ON servings (dataset, id);
        INSERT INTO servings (dataset, number, at, channel, publisher, actor, reason)
          SELECT dataset, number, created, channel, publisher, actor, reason FROM versions ORDER BY created, dataset, number;
        INSERT INTO servings (dataset, number, at, channel)
          SELECT id, served, MAX(metadata_modified, (SELECT MAX(created) FROM versions WHERE dataset = id)), channel FROM datasets
          WHERE served <> (SELECT MAX(number) FROM versions WHERE dataset = id);
        """,
        """
        CREATE TABLE version_files (
          dataset TEXT NOT NULL,
          number INTEGER NOT NULL,
          name TEXT NOT NULL,
          bytes INTEGER NOT NULL,
          sha256 TEXT NOT NULL,
          PRIMARY KEY (dataset, number, name),
          FOREIGN KEY (dataset, number) REFERENCES versions (dataset, number) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE webhooks (
          id TEXT PRIMARY KEY,
          url TEXT NOT NULL,
          datasets TEXT,
          secret TEXT NOT NULL,
          root TEXT NOT NULL,
          created TEXT NOT NULL,
          seen INTEGER NOT NULL,
          disabled TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE webhook_deliveries (
          id TEXT PRIMARY KEY,
          webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
          serving INTEGER NOT NULL REFERENCES servings (id),
          attempts INTEGER NOT NULL DEFAULT 0,
          due TEXT,
          tried TEXT,
          outcome TEXT,
          UNIQUE (webhook, serving)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due) WHERE due IS NOT NULL;
        """,
        """
        CREATE TABLE keys (
          id TEXT PRIMARY KEY,
          publisher TEXT NOT NULL,
          name TEXT NOT NULL,
          digest BLOB NOT NULL,
          scopes TEXT NOT NULL,
          datasets TEXT,
          created TEXT NOT NULL,
          expires TEXT,
          revoked TEXT,
          last_used TEXT
        ) STRICT;
        CREATE TABLE publish_log (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          at TEXT NOT NULL,
          action TEXT NOT NULL,
          status INTEGER NOT NULL,
          outcome TEXT NOT NULL,
          request TEXT NOT NULL,
          publisher TEXT,
          owner TEXT,
          key_id TEXT,
          key_name TEXT,
          dataset TEXT,
          version INTEGER,
          remote TEXT,
          reason TEXT,
          job TEXT
        ) STRICT;
        CREATE INDEX publish_log_publisher ON publish_log (publisher, number);
        CREATE INDEX publish_log_owner ON publish_log (owner, number);
        CREATE TRIGGER publish_log_never_changes BEFORE UPDATE ON publish_log BEGIN SELECT RAISE(ABORT, 'The log is only appended to.'); END;
        CREATE TRIGGER publish_log_never_shrinks BEFORE DELETE ON publish_log BEGIN SELECT RAISE(ABORT, 'The log is only appended to.'); END;
        CREATE TABLE drafts (
          dataset TEXT PRIMARY KEY,
          publisher TEXT NOT NULL,
          descriptor TEXT NOT NULL,
          created TEXT NOT NULL
        ) STRICT;
        CREATE TABLE jobs (
          id TEXT PRIMARY KEY,
          publisher TEXT NOT NULL,
          dataset TEXT NOT NULL,
          key_name TEXT NOT NULL,
          state TEXT NOT NULL,
          created TEXT NOT NULL,
          ended TEXT,
          rows INTEGER NOT NULL DEFAULT 0,
          status INTEGER,
          result TEXT
        ) STRICT;
        CREATE TABLE kept_answers (
          key_id TEXT NOT NULL,
          idempotency_key TEXT NOT NULL,
          fingerprint TEXT NOT NULL,
          created TEXT NOT NULL,
          status INTEGER NOT NULL,
          headers TEXT NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (key_id, idempotency_key)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE harvests (
          dataset TEXT PRIMARY KEY,
          address TEXT NOT NULL,
          every_seconds INTEGER,
          mark TEXT,
          tried TEXT,
          outcome TEXT
        ) STRICT;
        """,
        "ALTER TABLE versions ADD COLUMN schema_changes TEXT NOT NULL DEFAULT '[]'",
        """
        CREATE TABLE usage (
          dataset TEXT NOT NULL,
          day TEXT NOT NULL,
          kind TEXT NOT NULL,
          format TEXT NOT NULL,
          count INTEGER NOT NULL,
          PRIMARY KEY (dataset, day, kind, format)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE feedback (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          dataset TEXT NOT NULL REFERENCES datasets (id),
          category TEXT NOT NULL,
          record TEXT,
          version INTEGER NOT NULL,
          message TEXT NOT NULL,
          contact TEXT,
          ticket BLOB NOT NULL,
          created TEXT NOT NULL,
          state TEXT NOT NULL,
          changed TEXT NOT NULL,
          answer TEXT,
          answered TEXT,
          listed INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX feedback_dataset ON feedback (dataset, number);
        """,
        """
        CREATE TABLE error_reports (
          id TEXT PRIMARY KEY,
          publisher TEXT NOT NULL,
          dataset TEXT NOT NULL,
          created TEXT NOT NULL,
          errors INTEGER NOT NULL,
          bytes INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        ALTER TABLE servings ADD COLUMN request TEXT;
        CREATE INDEX servings_request ON servings (request) WHERE request IS NOT NULL;
        """,
        """
        CREATE TABLE version_holds (
          dataset TEXT NOT NULL,
          number INTEGER NOT NULL,
          at TEXT NOT NULL,
          reason TEXT NOT NULL,
          publisher TEXT,
          actor TEXT,
          PRIMARY KEY (dataset, number),
          FOREIGN KEY (dataset, number) REFERENCES versions (dataset, number) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE webhooks ADD COLUMN publisher TEXT;
        """,
    ];

    private readonly string path;

    /// <param name="dataFolder">Made where it is missing, and the file in it.</param>
    public CatalogFile(string dataFolder)
    {
        DataFolder = Directory.CreateDirectory(dataFolder).FullName;
        path = Path.Combine(DataFolder, Name);
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        BringUpToDate(connection);
    }

    public string DataFolder { get; }

    /// <returns>A connection for one thread; dispose it. What it commits is on the disk.</returns>
    public SqliteConnection Open()
    {
        var connection = SqliteSetup.Open(path, SqliteOpenMode.ReadWriteCreate);
        connection.Execute("PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"); // what is erased, a contact or the hash of a key, is not in the file either
        return connection;
    }

    /// <summary>An instant as the file keeps it: ISO 8601, UTC, sorted as text is.</summary>
    public static string ToText(DateTimeOffset instant) => instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset ToInstant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <exception cref="IOException">A newer program has written the file.</exception>
    private static void BringUpToDate(SqliteConnection connection)
    {
        if (Edition(connection) == Steps.Length)
            return;

        using var transaction = connection.BeginTransaction(deferred: false);
        var edition = Edition(connection); // another process may have been quicker
        if (edition > Steps.Length)
            throw new IOException($"{Name} was written by a newer version of this program.");

        foreach (var step in Steps[edition..])
            connection.Execute(step, transaction: transaction);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Steps.Length}"), transaction: transaction);
        transaction.Commit();
    }

    private static int Edition(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");
}
