using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Usage;

namespace LongAn.OpenData.Server.Api.Ckan;

internal static class DatastoreActions
{
    public const int DefaultLimit = 100;

    /// <summary>CKAN's <c>ckan.datastore.search.rows_max</c>. CKAN does not refuse more: its clients ask on by the <c>limit</c> of the answer.</summary>
    public const int MostLimit = 32_000;

    private static readonly string[] Formats = ["objects", "lists", "csv", "tsv"];

    public static async ValueTask<object?> Search(CkanCall call)
    {
        var words = call.Words;
        var asked = words.Required("resource_id", "id");
        if (call.Mistakes is { } missing)
            return missing;
        if (call.Catalog.FindTable(asked) is not { } resource)
            return NotFound(asked);

        var search = DatastoreSearch.Read(resource, words);
        var (limit, offset) = (Math.Min(words.Natural("limit", DefaultLimit), MostLimit), words.Natural("offset", 0));
        var format = words.Text("records_format") ?? Formats[0];
        if (!Formats.Contains(format))
            words.Report("records_format", $"Value must be one of {string.Join(", ", Formats)}");
        if (call.Mistakes is { } mistakes)
            return mistakes;

        call.Http.CountAs(UsageKind.Call, resource.Package.Dataset.Id);
        long? total = words.Flag("include_total", standard: true) ? await call.Store.CountAsync(search!.Plan, call.Http.RequestAborted) : null;
        return new DatastoreAnswer(search!, call, format, limit, offset, total);
    }

    public static object? Info(CkanCall call)
    {
        var asked = call.Words.Required("id", "resource_id");
        if (call.Mistakes is { } mistakes)
            return mistakes;
        if (call.Catalog.FindTable(asked) is not { } resource)
            return NotFound(asked);

        var (dataset, version) = (resource.Package.Dataset, resource.Package.Dataset.Current);
        return new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["id"] = resource.Id,
                ["count"] = version.RecordCount,
                ["table_type"] = "BASE TABLE",
                ["aliases"] = new JsonArray(dataset.Id),
                ["version"] = version.Number,
                ["provenance"] = resource.Package.Of("extras_provenance")[0],
            },
            ["fields"] = new JsonArray([.. version.Schema.Fields.Select(field => Describe(field, version.Schema))]),
        };
    }

    public static CkanError NotFound(string asked) => CkanError.NotFound($"Resource \"{ProblemMessages.Cut(asked)}\" was not found.");

    /// <summary>A field as searches describe it.</summary>
    public static JsonObject Describe(Field field)
    {
        var described = new JsonObject { ["id"] = field.Name, ["type"] = DatastoreType.NameOf(field) };
        if (field.Name == DatastoreType.RowName)
            return described;

        var info = new JsonObject { ["label"] = field.Title.Vi, ["label_en"] = field.Title.In("en"), ["notes"] = field.Description.Vi, ["notes_en"] = field.Description.In("en"), ["type_override"] = "" };
        if (field.Unit is { } unit)
            info["unit"] = unit;
        described["info"] = info;
        return described;
    }

    private static JsonObject Describe(Field field, TableSchema schema)
    {
        var described = Describe(field);
        var isKey = schema.PrimaryKey.Contains(field.Name);
        described["schema"] = new JsonObject
        {
            ["native_type"] = DatastoreType.NameOf(field),
            ["notnull"] = field.Constraints.Required || isKey,
            ["is_index"] = schema.IndexedFields().Contains(field) || (isKey && schema.PrimaryKey.Count == 1),
            ["index_name"] = "",
            ["uniquekey"] = field.Constraints.Unique || (isKey && schema.PrimaryKey.Count == 1),
        };
        return described;
    }
}
