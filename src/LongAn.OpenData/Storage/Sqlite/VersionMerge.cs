using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Walks through two versions side by side. With a primary key, in its order, which is that of the rows: a record on one side only is new or
/// gone, one on both is compared value by value. Without one, in the order of digests of whole records, of which as many are the same as
/// there are on both sides.
/// </summary>
internal sealed class VersionMerge : IDisposable
{
    private readonly SqliteConnection oldConnection;
    private readonly SqliteConnection newConnection;
    private readonly SqliteStatement old;
    private readonly SqliteStatement later;
    private readonly (int Column, ValueKind Kind)[] key;
    private readonly int columns;
    private bool hasOld;
    private bool hasNew;
    private bool isStarted;
    private int order;

    public VersionMerge(DatasetVersion since, DatasetVersion to)
    {
        var isKeyed = to.Schema.PrimaryKey.Count > 0;
        columns = isKeyed ? to.Schema.Fields.Count : 0;
        key = isKeyed ? [.. to.Schema.PrimaryKey.Select(name => (to.Schema.PositionOf(name) + 1, to.Schema.Find(name)!.Type.Kind))] : [(1, ValueKind.Text)];
        oldConnection = SqliteSetup.OpenImmutable(since.Path);
        newConnection = SqliteSetup.OpenImmutable(to.Path);
        ContentDigest.AddTo(oldConnection);
        ContentDigest.AddTo(newConnection);
        old = Start(oldConnection, Select(since.Schema, to.Schema, isKeyed));
        later = Start(newConnection, Select(to.Schema, to.Schema, isKeyed));
    }

    /// <summary>What became of the record that the walk stands on; null where it is the same in both.</summary>
    public ChangeKind? Kind => order switch
    {
        < 0 => ChangeKind.Delete,
        > 0 => ChangeKind.Insert,
        _ => IsSame() ? null : ChangeKind.Update,
    };

    public object? OldRow => order <= 0 ? old.GetInteger(0) : null;

    public object? NewRow => order >= 0 ? later.GetInteger(0) : null;

    public bool Read()
    {
        if (!isStarted || order <= 0)
            hasOld = old.Step();
        if (!isStarted || order >= 0)
            hasNew = later.Step();
        isStarted = true;
        order = (hasOld, hasNew) switch
        {
            (true, true) => CompareKeys(),
            (true, false) => -1,
            _ => 1,
        };
        return hasOld || hasNew;
    }

    public void Dispose()
    {
        old.Dispose();
        later.Dispose();
        oldConnection.Dispose();
        newConnection.Dispose();
    }

    /// <summary>A field that the earlier version did not have has no value there.</summary>
    private static string Select(TableSchema of, TableSchema later, bool isKeyed)
    {
        var values = string.Join(", ", later.Fields.Select(field => of.Find(field.Name) is null ? "NULL" : RecordsSql.Quote(field.Name)));
        return isKeyed ? $"SELECT _row, {values} FROM {RecordsSql.Table} ORDER BY _row" : $"SELECT _row, {ContentDigest.Function}({values}) AS digest FROM {RecordsSql.Table} ORDER BY digest, _row";
    }

    private static SqliteStatement Start(SqliteConnection connection, string sql)
    {
        var statement = new SqliteStatement(connection.Handle!, sql);
        statement.Begin([]);
        return statement;
    }

    private int CompareKeys()
    {
        foreach (var (column, kind) in key)
        {
            var comparison = kind switch
            {
                ValueKind.Integer or ValueKind.Boolean => old.GetInteger(column).CompareTo(later.GetInteger(column)),
                ValueKind.Real => old.GetReal(column).CompareTo(later.GetReal(column)),
                _ => old.GetText(column).SequenceCompareTo(later.GetText(column)),
            };
            if (comparison != 0)
                return comparison;
        }

        return 0;
    }

    private bool IsSame()
    {
        for (var column = 1; column <= columns; column++)
        {
            if (!IsSame(column))
                return false;
        }

        return true;
    }

    private bool IsSame(int column)
    {
        var type = later.Type(column);
        return type == old.Type(column) && type switch
        {
            raw.SQLITE_NULL => true,
            raw.SQLITE_INTEGER => old.GetInteger(column) == later.GetInteger(column),
            raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(old.GetReal(column)) == BitConverter.DoubleToInt64Bits(later.GetReal(column)),
            _ => old.GetText(column).SequenceEqual(later.GetText(column)),
        };
    }
}
