using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Versions;

/// <summary>Reads a page of what changed between two versions, field by field.</summary>
internal static class ChangesPage
{
    private const int Size = 50;

    public static async ValueTask<ChangesModel> ReadAsync(DatasetVersion since, DatasetVersion to, long after, SqliteChanges changes, CancellationToken cancel)
    {
        var counts = await changes.CountAsync(since, to, cancel);
        using var found = await changes.OpenAsync(since, to, after, Size + 1, cancel);
        var records = new List<ChangedRecord>();
        long last = 0;
        while (found.Read())
        {
            if (records.Count == Size)
                return new ChangesModel(since.Number, counts, records, last);

            records.Add(Read(found, since.Schema, to.Schema));
            last = found.Position;
        }

        return new ChangesModel(since.Number, counts, records, Next: null);
    }

    private static ChangedRecord Read(SqliteChangeSet change, TableSchema old, TableSchema later)
    {
        var (kind, side, schema) = change.Kind switch
        {
            ChangeKind.Insert => (ChangeOf.Added, change.New, later),
            ChangeKind.Delete => (ChangeOf.Removed, change.Old, old),
            _ => (ChangeOf.Changed, change.New, later),
        };
        var key = schema.PrimaryKey.Count == 0 ? null : string.Join(',', schema.PrimaryKey.Select(name => Uri.EscapeDataString(KeyText(FieldValue.Read(side, schema.PositionOf(name))!))));
        var values = later.Fields.Select(field => new ChangedValue(
            field,
            kind == ChangeOf.Added || old.PositionOf(field.Name) is not (>= 0 and var before) ? null : FieldValue.Read(change.Old, before),
            kind == ChangeOf.Removed ? null : FieldValue.Read(change.New, later.PositionOf(field.Name))));
        return new ChangedRecord(kind, key, [.. values.Where(value => !Equals(value.Old, value.New))]);
    }

    private static string KeyText(object value) => value is double real ? real.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
