using BenchmarkDotNet.Attributes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>Records read from a version, every value looked at; per record.</summary>
public class ReaderBenchmarks : IDisposable
{
    private const int Records = 1_000;
    private Enterprises enterprises = null!;
    private RecordsPlan page = null!;

    [GlobalSetup]
    public void Import()
    {
        enterprises = new Enterprises();
        page = enterprises.Plan($"limit={Records}");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        enterprises.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<long> ReadPage()
    {
        using var records = await enterprises.Store.OpenAsync(page, extra: 0, CancellationToken.None);
        return LookAt(records);
    }

    private static long LookAt(RecordSet records)
    {
        var seen = 0L;
        while (records.Read())
        {
            for (var i = 0; i < records.Fields.Count; i++)
            {
                if (records.IsNull(i))
                    continue;

                seen += records.Fields[i].Type.Kind switch
                {
                    ValueKind.Integer or ValueKind.Boolean => records.GetInteger(i),
                    ValueKind.Real => (long)records.GetReal(i),
                    _ => records.GetText(i).Length,
                };
            }
        }

        return seen;
    }
}
