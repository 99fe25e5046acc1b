using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Facets;

namespace LongAn.OpenData.Query.Suggest;

/// <summary>The statements that suggestions are made from: a value and how many records have it.</summary>
public static class SuggestSql
{
    /// <summary>A field with no more different values than this is held in memory whole.</summary>
    public const int MostHeld = 20_000;

    /// <summary>Of a field with more, so many records that fit are looked at.</summary>
    public const int MostLookedAt = 5_000;

    /// <summary>There is a way to suggest values that does not read every record each time.</summary>
    public static bool CanSuggest(Field field, DatasetVersion version) =>
        IsHeld(field, version) || field.IsSearched || IsOrderedByIndex(field, version.Schema);

    /// <summary>By the profile, which counts different values exactly or to within a few per cent.</summary>
    public static bool IsHeld(Field field, DatasetVersion version) =>
        version.Profile.FirstOrDefault(row => row.Field == field.Name) is { Distinct: <= MostHeld } || version.RecordCount <= MostHeld;

    public static SqlStatement Values(Field field)
    {
        var column = RecordsSql.Quote(field.Name);
        return new SqlStatement(string.Create(CultureInfo.InvariantCulture, $"SELECT {column}, COUNT(*) FROM {RecordsSql.Table} WHERE {column} IS NOT NULL GROUP BY 1 LIMIT {2 * MostHeld}"), []);
    }

    /// <summary>The codes of a dataset with what they stand for.</summary>
    public static SqlStatement Labels(LabelFields label) => new(
        string.Create(CultureInfo.InvariantCulture, $"SELECT {RecordsSql.Quote(label.Code.Name)}, {RecordsSql.Quote(label.Vi.Name)}, {(label.En is null ? "NULL" : RecordsSql.Quote(label.En.Name))} FROM {RecordsSql.Table} LIMIT {MostHeld}"), []);

    /// <summary>The values of the first records that fit: by the full text where the field is searched, else by their beginning in the field's index.</summary>
    public static SqlStatement LookUp(Field field, TypedText typed)
    {
        var column = RecordsSql.Quote(field.Name);
        var query = TextQuery.Parse($"\"{typed.Text.Replace('"', ' ')}\"*");
        var (from, where, order) = field.IsSearched && query.FindsSomething
            ? ($"{TextQuery.Table} CROSS JOIN {RecordsSql.Table} ON {RecordsSql.Row} = {TextQuery.Table}.rowid", $"{TextQuery.Table} MATCH @p0", $"{TextQuery.Table}.rowid")
            : (RecordsSql.Table, $"{column} >= @p0 AND {column} < @p0 || char(1114111)", field.IsSearched ? RecordsSql.Row : column);
        return new SqlStatement(
            string.Create(CultureInfo.InvariantCulture, $"SELECT value, COUNT(*) FROM (SELECT {column} AS value FROM {from} WHERE {where} ORDER BY {order} LIMIT {MostLookedAt}) WHERE value IS NOT NULL GROUP BY 1"),
            [field.IsSearched && query.FindsSomething ? query.MatchFolded() : typed.Text]);
    }

    private static bool IsOrderedByIndex(Field field, TableSchema schema) =>
        (schema.PrimaryKey.Count > 0 && schema.PrimaryKey[0] == field.Name) || schema.IndexedFields().Contains(field);
}
