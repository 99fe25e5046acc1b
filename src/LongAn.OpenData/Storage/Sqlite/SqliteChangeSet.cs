using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>The changes from one version to another, one at a time, forward only. Dispose it to give the reader back.</summary>
public sealed class SqliteChangeSet : IDisposable
{
    private readonly SqliteReader reader;
    private readonly SqliteStatement statement;
    private readonly Action release;

    /// <param name="since">Null for nothing: then every record is new.</param>
    /// <param name="after">The <see cref="Position"/> of the change to go on behind; 0 from the first.</param>
    /// <param name="limit">-1 for all.</param>
    internal SqliteChangeSet(DatasetVersion? since, DatasetVersion to, long after, long limit, SqliteReader reader, Action release)
    {
        this.reader = reader;
        this.release = release;
        var oldFields = since?.Schema.Fields ?? [];
        try
        {
            statement = reader.Start(new SqlStatement(since is null ? SelectAll(to.Schema) : SelectChanged(since.Schema, to.Schema), [after, limit]));
        }
        catch
        {
            reader.Dispose();
            release();
            throw;
        }

        Old = new PartRecord(oldFields, statement, 2);
        New = new PartRecord(to.Schema.Fields, statement, 2 + oldFields.Count);
    }

    internal const string SinceDatabase = "since";

    internal const string ChangesDatabase = "pair";

    public ChangeKind Kind { get; private set; }

    /// <summary>Where the change stands in its set, from 1, in key order.</summary>
    public long Position { get; private set; }

    /// <summary>The record as it was; without a meaning for what was inserted.</summary>
    public RecordSet Old { get; }

    /// <summary>The record as it is; without a meaning for what was deleted.</summary>
    public RecordSet New { get; }

    /// <exception cref="TimeoutException">The query ran past its deadline.</exception>
    public bool Read()
    {
        try
        {
            if (!statement.Step())
                return false;
        }
        catch (SqliteException fault)
        {
            throw reader.Translate(fault);
        }

        Position = statement.GetInteger(0);
        Kind = (ChangeKind)statement.GetInteger(1);
        return true;
    }

    /// <summary>From here on the client's pace decides how long the reading takes.</summary>
    public void LiftDeadline() => reader.LiftDeadline();

    public void Dispose()
    {
        statement.End();
        reader.Dispose();
        release();
    }

    private static string SelectAll(TableSchema schema) =>
        $"SELECT n._row, {(int)ChangeKind.Insert}, {Columns("n", schema)} FROM main.{RecordsSql.Table} n WHERE n._row > @p0 ORDER BY n._row LIMIT @p1";

    private static string SelectChanged(TableSchema old, TableSchema later) => $"""
        SELECT c._change, c.kind, {Columns("o", old)}, {Columns("n", later)} FROM {ChangesDatabase}.{ChangeFile.Table} c
        LEFT JOIN {SinceDatabase}.{RecordsSql.Table} o ON o._row = c.old_row LEFT JOIN main.{RecordsSql.Table} n ON n._row = c.new_row
        WHERE c._change > @p0 ORDER BY c._change LIMIT @p1
        """;

    private static string Columns(string table, TableSchema schema) => string.Join(", ", schema.Fields.Select(field => $"{table}.{RecordsSql.Quote(field.Name)}"));

    /// <summary>Some columns of a statement as a record.</summary>
    private sealed class PartRecord(IReadOnlyList<Field> fields, SqliteStatement statement, int start) : RecordSet(fields)
    {
        public override bool Read() => throw new NotSupportedException("The change set is what is read.");

        public override bool IsNull(int position) => statement.IsNull(start + position);

        public override long GetInteger(int position) => statement.GetInteger(start + position);

        public override double GetReal(int position) => statement.GetReal(start + position);

        public override ReadOnlySpan<byte> GetText(int position) => statement.GetText(start + position);
    }
}
