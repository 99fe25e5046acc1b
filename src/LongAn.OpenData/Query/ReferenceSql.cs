using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>SQL that reads the records that foreign keys point to. The versions they are in are attached to the connection by the names given here.</summary>
public static class ReferenceSql
{
    /// <summary>What the version of a referenced dataset is attached as.</summary>
    public static string Database(string dataset) => "of " + dataset;

    internal static string Table(VersionReference reference) =>
        (reference.Version is { } version ? RecordsSql.Quote(Database(version.Dataset)) : "main") + "." + RecordsSql.Table;

    internal static string Columns(IReadOnlyList<string> fields, string qualifier) =>
        fields is [var only] ? qualifier + RecordsSql.Quote(only) : $"({string.Join(", ", fields.Select(field => qualifier + RecordsSql.Quote(field)))})";

    /// <summary>Joins the records pointed to, at most one each; a record that points to none stays.</summary>
    internal static string Joins(IReadOnlyList<VersionReference> references) => string.Concat(references.Select(reference =>
        $" LEFT JOIN {Table(reference)} AS {Alias(reference)} ON {On(reference, Alias(reference))}"));

    /// <param name="joined">The keys whose records are joined; others are looked up record by record.</param>
    internal static string Column(Expression.Foreign foreign, IReadOnlyList<VersionReference>? joined)
    {
        var reference = foreign.Reference;
        var alias = Alias(reference);
        var column = $"{alias}.{RecordsSql.Quote(foreign.Field.Name)}";
        return joined?.Contains(reference) == true ? column : $"(SELECT {column} FROM {Table(reference)} AS {alias} WHERE {On(reference, alias)})";
    }

    private static string Alias(VersionReference reference) => RecordsSql.Quote("by " + reference.Name);

    private static string On(VersionReference reference, string alias) =>
        string.Join(" AND ", reference.Key.Fields.Zip(reference.Key.ReferencedFields, (own, other) => $"{alias}.{RecordsSql.Quote(other)} = {RecordsSql.Table}.{RecordsSql.Quote(own)}"));
}
