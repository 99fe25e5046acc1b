using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Facets;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>Says of an endpoint that it answers out of records: its documents name the dataset's fields. One row for each kind of answer.</summary>
/// <param name="Schema">The component that describes the answer in JSON.</param>
internal sealed record ReadsRecords(string Schema, IReadOnlyList<RecordsParameter> Parameters)
{
    /// <summary>Takes <c>field</c> and <c>field__operator</c>.</summary>
    public bool HasFilters { get; private init; }

    /// <summary>What it answers in.</summary>
    public IReadOnlyList<RecordFormat> Formats { get; private init; } = [RecordFormat.Json];

    public static readonly ReadsRecords Page = new("RecordsPage", RecordsParameter.All) { HasFilters = true, Formats = RecordFormat.Paged };

    public static readonly ReadsRecords Everything = new("Records", [.. RecordsParameter.All.Where(row => !row.IsPaging), RecordsParameter.Manifest]) { HasFilters = true, Formats = RecordFormat.All };

    public static readonly ReadsRecords One = new("RecordAnswer", [.. RecordsParameter.OfOne.Where(row => !row.IsOfFormat || RecordFormat.Json.Options.Contains(row))]);

    public static readonly ReadsRecords Facets = new("FacetsAnswer", FacetsParameter.All) { HasFilters = true };

    public static readonly ReadsRecords Groups = new("GroupsPage", AggregateParameter.All) { HasFilters = true, Formats = [RecordFormat.Json, RecordFormat.Csv] };
}
