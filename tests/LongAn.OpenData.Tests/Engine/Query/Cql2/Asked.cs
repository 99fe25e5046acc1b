using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Cql2;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

/// <summary>Filters of one small located dataset that has a field of each type.</summary>
internal static class Asked
{
    public static DatasetVersion Version { get; } = new(
        "parks", 1, "digest", 0, DateTimeOffset.UnixEpoch, "",
        new TableSchema(
            [
                new("name", FieldType.String), new("note", FieldType.Any), new("đất", FieldType.String), new("and", FieldType.Integer),
                new("floors", FieldType.Integer), new("area", FieldType.Number), new("low", FieldType.Number), new("eo:cover", FieldType.Number),
                new("open", FieldType.Boolean), new("built", FieldType.Date), new("closed", FieldType.Date), new("since", FieldType.Year),
                new("starts_at", FieldType.DateTime), new("ends_at", FieldType.DateTime), new("opens", FieldType.Time),
                new("lon", FieldType.Number), new("lat", FieldType.Number), new("spot", FieldType.GeoPoint), new("boundary", FieldType.GeoJson), new("tags", FieldType.Array),
            ],
            ["name"], [], []),
        new Location("lat", "lon", null))
    { Provenance = Provenance.Synthetic, Profile = [] };

    public static Filter? Read(string filter, out IReadOnlyList<Problem> problems, string language = Cql2Filter.TextLanguage)
    {
        var found = new List<Problem>();
        problems = found;
        return Cql2Filter.TryRead(filter, language, Version, "filter", found.Add);
    }

    /// <returns>The tree; a test that gives a filter with mistakes fails.</returns>
    public static Filter Read(string filter, string language = Cql2Filter.TextLanguage)
    {
        var read = Read(filter, out var problems, language);
        Assert.True(read is not null, string.Join('\n', problems.Select(problem => problem.Message.En).Prepend(filter)));
        return read;
    }

    public static string Canonical(string filter, string language = Cql2Filter.TextLanguage) => FilterText.Write(Read(filter, language));

    public static SqlStatement Sql(Filter filter)
    {
        var parameters = new List<object?>();
        return new SqlStatement(new FilterSql(parameters).Write(filter), parameters);
    }
}
