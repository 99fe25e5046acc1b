using System.Globalization;
using LongAn.OpenData.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>What is the same for every connection.</summary>
public static class SqliteSetup
{
    private const int ConfigMultiThread = 2;
    private const int ConfigMemoryStatus = 9;
    private const int Deterministic = 0x800;
    private static readonly Lock Once = new();
    private static bool isDone;

    /// <summary>
    /// Takes SQLite's own locks away, since a connection here is used by one thread at a time, and its memory accounting:
    /// 15% more pages a second measured. It must run before the first connection opens; later calls do nothing.
    /// </summary>
    public static void Configure()
    {
        lock (Once)
        {
            if (isDone)
                return;

            Batteries_V2.Init();
            _ = raw.sqlite3_config(ConfigMultiThread);
            _ = raw.sqlite3_config(ConfigMemoryStatus, 0);
            isDone = true;
        }
    }

    /// <summary>Opens a published version: nobody writes it any more, so no locks are taken.</summary>
    public static SqliteConnection OpenImmutable(string path)
    {
        var connection = Open(ImmutableUri(path), SqliteOpenMode.ReadOnly);
        Run(connection, "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -1000;");
        AddFunctions(connection);
        return connection;
    }

    public static SqliteConnection Open(string source, SqliteOpenMode mode)
    {
        Configure();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static string ImmutableUri(string path) => $"{Uri(path)}?immutable=1";

    /// <summary>A connection opened by URI may attach others by URI.</summary>
    public static string Uri(string path) =>
        $"file:{string.Join('/', Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).Select(System.Uri.EscapeDataString))}";

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        _ = command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <returns>The statement; dispose it.</returns>
    internal static sqlite3_stmt Prepare(SqliteConnection connection, string sql)
    {
        if (raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement) is var result and not raw.SQLITE_OK)
            throw Fault(connection, result);
        return statement;
    }

    /// <returns>There is a row.</returns>
    internal static bool Step(SqliteConnection connection, sqlite3_stmt statement) => raw.sqlite3_step(statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var result => throw Fault(connection, result),
    };

    /// <summary>Runs a statement that has no rows, and makes it ready for its next values.</summary>
    internal static void Execute(SqliteConnection connection, sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            throw Fault(connection, result);
    }

    private static SqliteException Fault(SqliteConnection connection, int result) => new(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);

    /// <summary>The functions that filters are written with.</summary>
    internal static void AddFunctions(SqliteConnection connection)
    {
        AddFolds(connection);
        SqliteSpatial.Add(connection);
    }

    /// <summary><c>fold(text)</c> and its parts, as <see cref="VietnameseText"/> folds. They work on UTF-8 in place: no string a row.</summary>
    private static void AddFolds(SqliteConnection connection)
    {
        AddFold(connection, "fold", VietnameseText.FoldUtf8);
        AddFold(connection, "fold_case", VietnameseText.FoldCaseUtf8);
        AddFold(connection, "fold_accents", VietnameseText.FoldAccentsUtf8);
    }

    private static void AddFold(SqliteConnection connection, string name, Folder fold) =>
        raw.sqlite3_create_function(connection.Handle, name, 1, raw.SQLITE_UTF8 | Deterministic, null, (context, _, arguments) =>
        {
            if (raw.sqlite3_value_type(arguments[0]) == raw.SQLITE_NULL)
            {
                raw.sqlite3_result_null(context);
                return;
            }

            var text = raw.sqlite3_value_blob(arguments[0]);
            var folded = text.Length <= 512 ? stackalloc byte[512 * 3] : new byte[text.Length * 3];
            var length = fold(text, folded);
            if (length == 0)
                raw.sqlite3_result_text(context, utf8z.FromSpan("\0"u8));
            else
                raw.sqlite3_result_text(context, folded[..length]);
        });

    private delegate int Folder(ReadOnlySpan<byte> text, Span<byte> folded);
}
