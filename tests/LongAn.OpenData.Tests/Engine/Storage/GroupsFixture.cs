using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Storage;

/// <summary>A dataset of a few records in a folder of its own, and a store that reads it.</summary>
internal sealed class GroupsFixture : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("groups").FullName;
    private readonly StorageOptions options;

    /// <summary>A code with an index, a word without, a number of each kind, a date and a truth.</summary>
    public static TableSchema Schema { get; } = new(
        [
            new Field("code", FieldType.String) { IsFaceted = true },
            new Field("word", FieldType.String),
            new Field("whole", FieldType.Integer) { IsIndexed = true },
            new Field("real", FieldType.Number),
            new Field("day", FieldType.Date),
            new Field("truth", FieldType.Boolean),
            new Field("shape", FieldType.GeoJson),
        ],
        [], [], []);

    public GroupsFixture(IReadOnlyList<object?[]> records, StorageOptions? options = null)
    {
        this.options = options ?? new StorageOptions();
        Records = records;
        Store = new SqliteRecordStore(this.options);
        Dataset = Publish();
    }

    /// <summary>Values in the order of the schema; those left out are null.</summary>
    public IReadOnlyList<object?[]> Records { get; }

    public Dataset Dataset { get; }

    public SqliteRecordStore Store { get; }

    /// <summary>The same records as a version that was published before there were codes.</summary>
    public DatasetVersion Uncoded()
    {
        var path = Path.Combine(folder, "uncoded.sqlite");
        if (!File.Exists(path))
            File.Copy(Dataset.Current.Path, path);
        return Dataset.Current with { Path = path };
    }

    public static RecordsRequest Request(string query) =>
        new([.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))]);

    public AggregatePlan Plan(string query)
    {
        Assert.True(AggregatePlanner.TryPlan(Request(query), Dataset, out var plan, out var problems), string.Join(' ', problems.Select(problem => problem.Message.En)));
        return plan;
    }

    public async Task<GroupTable> GroupAsync(string query)
    {
        var answer = await Store.GroupAsync(Plan(query).Groups, TestContext.Current.CancellationToken);

        Assert.Null(answer.Problem);
        return answer.Tables[0];
    }

    /// <summary>Each group as one line, its values between bars.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string query) => [.. (await GroupAsync(query)).Rows.Select(row => string.Join('|', row.Values.Select(Shown)))];

    public FacetsPlan PlanFacets(string query)
    {
        Assert.True(FacetsPlanner.TryPlan(Request(query), Dataset, out var plan, out var problems), string.Join(' ', problems.Select(problem => problem.Message.En)));
        return plan;
    }

    public async Task<IReadOnlyList<(Facet Facet, GroupTable Table)>> FacetsAsync(string query)
    {
        var plan = PlanFacets(query);
        var tables = new GroupTable[plan.Facets.Count];
        foreach (var pass in plan.Passes)
        {
            var answer = await Store.GroupAsync(pass.Groups, TestContext.Current.CancellationToken);
            for (var i = 0; i < pass.Facets.Count; i++)
                tables[pass.Facets[i]] = answer.Tables[i];
        }

        return [.. plan.Facets.Zip(tables)];
    }

    public static string Shown(object? value) => value switch
    {
        null => "∅",
        byte[] text => Encoding.UTF8.GetString(text),
        decimal exact => Encoding.UTF8.GetString(GroupRecordSet.Digits(exact)),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Dataset Publish()
    {
        var tallies = Schema.Fields.Select(field => new FieldTally(field, isUnique: false)).ToArray();
        using var staged = new SqliteStagedVersion(folder, Schema, location: null);
        foreach (var record in Records)
        {
            for (var i = 0; i < Schema.Fields.Count; i++)
                Set(staged, tallies[i], i, i < record.Length ? record[i] : null);
            staged.Add();
        }

        staged.EndLoading();
        staged.Arrange();
        var path = staged.Keep("1.sqlite", new Dictionary<string, string>());
        var version = new DatasetVersion("rows", 1, "digest", Records.Count, DateTimeOffset.UnixEpoch, path, Schema, null) { Provenance = Provenance.Synthetic, Profile = [.. tallies.Select(tally => tally.ToProfile())] };
        var description = new DatasetDescription("rows") { Publisher = new Publisher("p", new("P"), null), Licences = [], Provenance = Provenance.Synthetic };
        return new Dataset(description, [version], version, DateTimeOffset.UnixEpoch);
    }

    private static void Set(SqliteStagedVersion staged, FieldTally tally, int position, object? value)
    {
        var parsed = value switch
        {
            null => ParsedValue.Null,
            long whole => ParsedValue.OfInteger(whole),
            double real => ParsedValue.OfReal(real),
            bool truth => ParsedValue.OfBoolean(truth),
            _ => ParsedValue.OfText(Encoding.UTF8.GetBytes((string)value)),
        };
        staged.Set(position, parsed);
        tally.Add(parsed);
    }
}
