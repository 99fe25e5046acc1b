using System.IO.Pipelines;
using BenchmarkDotNet.Attributes;
using LongAn.OpenData.Formats;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>Each writer, from records in memory to nowhere; per record, with what begins and ends a file in it.</summary>
public class WriterBenchmarks : IDisposable
{
    private const int Records = 10_000;
    private const int Held = 1_000;
    private HeldRecords records = null!;
    private RecordFormat format = null!;
    private RecordsHeading heading = null!;

    public static IEnumerable<string> Formats => RecordFormat.All.Where(row => !row.IsDatabase).Select(row => row.Name);

    [ParamsSource(nameof(Formats))]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public async Task Hold()
    {
        using var enterprises = new Enterprises();
        format = RecordFormat.Find(Format)!;
        var plan = enterprises.Plan($"limit={Held}");
        var wide = format.Widen(plan);
        heading = RecordsHeading.Of(wide, plan.Fields.Count, enterprises.Dataset, FormatOptions.Default);
        using var read = await enterprises.Store.OpenAsync(wide, extra: 0, CancellationToken.None);
        records = new HeldRecords(read, Held);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        records.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task Write()
    {
        var pipe = PipeWriter.Create(Stream.Null);
        using var writer = format.Create(pipe, heading);
        writer.Begin();
        for (var i = 0; i < Records; i++)
        {
            records.Read();
            writer.Write(records);
            if (!writer.IsFull && pipe.UnflushedBytes < 64 * 1024)
                continue;

            await writer.ReleaseAsync();
            await pipe.FlushAsync();
        }

        await writer.CompleteAsync();
        await pipe.CompleteAsync();
    }
}
