using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>Starts a sample; dispose what it returns.</summary>
internal delegate RecordSet SampleFactory(TableSchema schema, SampleReference reference, long rows, ulong seed);

/// <summary>A dataset whose records can be generated.</summary>
/// <param name="DefaultRows">How many records the published sample has.</param>
/// <param name="MaxRows">More have no room in the dataset's keys; the factory throws <see cref="ArgumentOutOfRangeException"/>.</param>
internal sealed record SampleGenerator(string DatasetId, long DefaultRows, long MaxRows, SampleFactory Create);

/// <summary>What can be generated: one row a dataset.</summary>
internal static class SampleGenerators
{
    /// <summary>The seed of the published samples.</summary>
    public const ulong DefaultSeed = 2022;

    public static IReadOnlyList<SampleGenerator> All { get; } =
    [
        new("enterprises", DefaultRows: 15_226, EnterpriseSample.MaxRows, (schema, reference, rows, seed) => new EnterpriseSample(schema, reference, rows, seed)),
        new("feedback-cases", DefaultRows: 2_000, FeedbackCaseSample.MaxRows, (schema, reference, rows, seed) => new FeedbackCaseSample(schema, reference, rows, seed)),
    ];

    public static SampleGenerator? Find(string datasetId) => All.FirstOrDefault(each => each.DatasetId == datasetId);
}
