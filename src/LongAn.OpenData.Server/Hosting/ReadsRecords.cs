using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Says of an endpoint that it answers with records: its documents name the dataset's fields. One row for each kind of answer.</summary>
/// <param name="Schema">The component that describes the answer in JSON.</param>
internal sealed record ReadsRecords(string Schema, IReadOnlyList<RecordsParameter> Parameters)
{
    /// <summary>Takes <c>field</c> and <c>field__operator</c>.</summary>
    public bool HasFilters { get; private init; }

    /// <summary>Answers in every format of <see cref="Formats.RecordFormat"/>, not in JSON only.</summary>
    public bool HasFormats { get; private init; }

    public static readonly ReadsRecords Page = new("RecordsPage", RecordsParameter.All) { HasFilters = true, HasFormats = true };

    public static readonly ReadsRecords Everything = new("Records", [.. RecordsParameter.All.Where(row => !row.IsPaging)]) { HasFilters = true, HasFormats = true };

    public static readonly ReadsRecords One = new("RecordAnswer", [RecordsParameter.Fields, RecordsParameter.Exclude, RecordsParameter.Version, RecordsParameter.Language]);
}
