using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Records of a running statement. Values come straight from SQLite's own UTF-8: going through strings made a CSV export of a
/// million records 2.6 times slower (3.98 s against 1.52 s).
/// </summary>
internal sealed class SqliteRecordSet : RecordSet
{
    private readonly SqliteReader reader;
    private readonly SqliteStatement statement;
    private readonly int columns;
    private readonly Action release;
    private bool isReleased;
    private bool isAhead;
    private bool hasMore;

    /// <param name="release">Gives the reader back.</param>
    public SqliteRecordSet(RecordsPlan plan, SqliteReader reader, SqlStatement sql, Action release) : this(plan.Fields, plan.Fields.Count + plan.Sort.Count + 1, reader, sql, release) =>
        HasPrevious = plan.After is not null || plan.Offset > 0;

    /// <param name="columns">Of the statement: the fields, then those that say where a record stands.</param>
    /// <inheritdoc cref="SqliteRecordSet(RecordsPlan, SqliteReader, SqlStatement, Action)" path="/param"/>
    public SqliteRecordSet(IReadOnlyList<Field> fields, int columns, SqliteReader reader, SqlStatement sql, Action release) : base(fields)
    {
        this.reader = reader;
        this.release = release;
        this.columns = columns;
        statement = reader.Start(sql);
        try
        {
            isAhead = true;
            hasMore = statement.Step();
        }
        catch (SqliteException fault)
        {
            statement.End();
            throw reader.Translate(fault);
        }
    }

    public override bool HasPrevious { get; }

    public override bool Read()
    {
        if (isAhead)
        {
            isAhead = false;
            return hasMore;
        }

        try
        {
            return hasMore = hasMore && statement.Step();
        }
        catch (SqliteException fault)
        {
            throw reader.Translate(fault);
        }
    }

    public override bool IsNull(int position) => statement.IsNull(position);

    public override long GetInteger(int position) => statement.GetInteger(position);

    public override double GetReal(int position) => statement.GetReal(position);

    public override ReadOnlySpan<byte> GetText(int position) => statement.GetText(position);

    public override IReadOnlyList<object?> GetPosition()
    {
        var position = new object?[columns - Fields.Count];
        for (var i = 0; i < position.Length; i++)
            position[i] = statement.GetValue(Fields.Count + i);
        return position;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isReleased)
        {
            isReleased = true;
            statement.End();
            release();
        }

        base.Dispose(disposing);
    }
}
