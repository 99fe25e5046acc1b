using System.Collections.Frozen;
using System.Diagnostics;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>A connection to one published version, lent to one read at a time. A read past its deadline, or whose caller has left, is interrupted.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const int StepsBetweenChecks = 4_000;
    private const int Interrupted = 9;
    private const int MostPrepared = 64;
    private readonly Dictionary<string, SqliteStatement> prepared = new(StringComparer.Ordinal);
    private readonly SqliteConnection connection;
    private readonly HashSet<string> attached = new(StringComparer.Ordinal);
    private IReadOnlyList<VersionReference>? reached;
    private SqliteReader? codes;
    private FrozenSet<string>? codedFields;
    private long deadline;
    private CancellationToken cancel;

    public SqliteReader(DatasetVersion version) : this(version.Path, KeyOf(version)) { }

    private SqliteReader(string path, (string Path, bool IsLinked) key)
    {
        Path = path;
        Key = key;
        connection = SqliteSetup.OpenImmutable(Path);
        HasWordList = AttachIndex(FullTextIndex.PathOf(Path), "text") && WordList.IsIn(connection, "text");
        HasPlaces = AttachIndex(PlaceIndex.PathOf(Path), "places");
        raw.sqlite3_create_function(connection.Handle, RecordsSql.HasWordsFunction, 1, raw.SQLITE_UTF8, null, (context, _, arguments) =>
            raw.sqlite3_result_int(context, Words!.Contains(raw.sqlite3_value_int64(arguments[0])) ? 1 : 0));
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenChecks, _ => cancel.IsCancellationRequested || Stopwatch.GetTimestamp() > deadline ? 1 : 0, null);
    }

    public string Path { get; }

    /// <summary>How often the store had closed readers of removed versions when this one was lent.</summary>
    public int Removals { get; set; }

    /// <summary>Which reads may be given this reader.</summary>
    public (string Path, bool IsLinked) Key { get; }

    /// <summary>A version that was reached through a foreign key knows nothing of its own, so its readers have nothing attached and are of no use to the version itself.</summary>
    public static (string Path, bool IsLinked) KeyOf(DatasetVersion version) => (version.Path, version.References.Count > 0);

    /// <summary>The version has a list of the words in its full text.</summary>
    public bool HasWordList { get; }

    /// <summary>The version has an index of its places.</summary>
    public bool HasPlaces { get; }

    /// <summary>
    /// A reader of the version's codes, with this one's deadline, opened when first asked for; null where there are none. It is not attached:
    /// SQLite attaches ten databases, and a version may lead to eight others.
    /// </summary>
    public SqliteReader? Codes
    {
        get
        {
            codes ??= OpenCodes();
            if (codes is not null)
                (codes.deadline, codes.cancel) = (deadline, cancel);
            return codes;
        }
    }

    /// <summary>The names of the fields that have codes, to a reader of them.</summary>
    public FrozenSet<string> CodedFields => codedFields ??= CodeIndex.FieldsIn(connection).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The records that have the words of the read's search, where its statement asks for them.</summary>
    public WordRows? Words { get; set; }

    /// <summary>Attaches the versions that foreign keys lead to, those that are not yet: one that was not kept when the reader was made may be there again.</summary>
    public void Reach(IReadOnlyList<VersionReference> references)
    {
        if (ReferenceEquals(references, reached))
            return;

        foreach (var other in references.Select(reference => reference.Version).OfType<DatasetVersion>())
        {
            if (attached.Add(other.Dataset))
                Attach(other.Path, ReferenceSql.Database(other.Dataset));
        }

        reached = references;
    }

    public void Begin(TimeSpan atMost, CancellationToken cancellation)
    {
        deadline = Stopwatch.GetTimestamp() + (long)(atMost.TotalSeconds * Stopwatch.Frequency);
        cancel = cancellation;
    }

    /// <summary>From here on the client's pace decides how long the read takes.</summary>
    public void LiftDeadline() => deadline = long.MaxValue;

    /// <summary>For work between one step and another: a statement that runs looks by itself.</summary>
    /// <inheritdoc cref="Start" path="/exception"/>
    public void ThrowIfLate()
    {
        cancel.ThrowIfCancellationRequested();
        if (Stopwatch.GetTimestamp() > deadline)
            throw new TimeoutException("The query ran past its deadline.");
    }

    /// <summary>The statement with its values, before its first row; prepared once for as long as it is remembered. End it.</summary>
    /// <exception cref="TimeoutException">Ran past the deadline.</exception>
    public SqliteStatement Start(SqlStatement sql)
    {
        if (!prepared.TryGetValue(sql.Text, out var statement) || statement.IsRunning)
            statement = Prepare(sql.Text);
        statement.Begin(sql.Parameters);
        return statement;
    }

    /// <summary>The first column of the first row.</summary>
    /// <inheritdoc cref="Start" path="/exception"/>
    public long Count(SqlStatement sql)
    {
        var statement = Start(sql);
        try
        {
            return statement.Step() ? statement.GetInteger(0) : 0;
        }
        catch (SqliteException fault)
        {
            throw Translate(fault);
        }
        finally
        {
            statement.End();
        }
    }

    /// <summary>Runs a statement that answers with few rows, and reads them all.</summary>
    /// <inheritdoc cref="Start" path="/exception"/>
    public List<T> Ask<T>(SqlStatement sql, Func<SqliteStatement, T> read)
    {
        var statement = Start(sql);
        try
        {
            var answers = new List<T>();
            while (statement.Step())
                answers.Add(read(statement));
            return answers;
        }
        catch (SqliteException fault)
        {
            throw Translate(fault);
        }
        finally
        {
            statement.End();
        }
    }

    /// <summary>What an interruption means to the caller.</summary>
    public Exception Translate(SqliteException fault)
    {
        if (fault.SqliteErrorCode == raw.SQLITE_FULL)
            return new StoreFullException("There is no room to sort.", fault);
        if (fault.SqliteErrorCode != Interrupted)
            return fault;

        return cancel.IsCancellationRequested ? new OperationCanceledException(cancel) : new TimeoutException("The query ran past its deadline.", fault);
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        connection.Dispose();
        codes?.Dispose();
    }

    private SqliteReader? OpenCodes()
    {
        var path = CodeIndex.PathOf(Path);
        try
        {
            return File.Exists(path) ? new SqliteReader(path, (path, false)) : null;
        }
        catch (SqliteException) when (!File.Exists(path)) // its version was removed meanwhile; the records are still open
        {
            return null;
        }
    }

    private SqliteStatement Prepare(string sql)
    {
        if (prepared.Count >= MostPrepared)
        {
            foreach (var (old, idle) in prepared.Where(pair => !pair.Value.IsRunning).ToArray())
            {
                prepared.Remove(old);
                idle.Dispose();
            }
        }

        try
        {
            return prepared[sql] = new SqliteStatement(connection.Handle!, sql);
        }
        catch (SqliteException fault)
        {
            throw Translate(fault);
        }
    }

    /// <summary>Another file of the same kind, under a name of its own.</summary>
    public void Attach(string path, string name) =>
        SqliteSetup.Run(connection, $"ATTACH '{SqliteSetup.ImmutableUri(path).Replace("'", "''", StringComparison.Ordinal)}' AS {RecordsSql.Quote(name)}");

    private bool AttachIndex(string path, string name)
    {
        if (!File.Exists(path))
            return false;

        Attach(path, name);
        return true;
    }
}
