using BenchmarkDotNet.Attributes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Import.Sources;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>A published CSV file read, and read with every cell held to its type and constraints; per row.</summary>
public class CheckerBenchmarks
{
    private const int Rows = 15_226;
    private string folder = "";
    private DatasetDescriptor descriptor = null!;
    private FieldChecker[] checkers = [];

    [GlobalSetup]
    public void Describe()
    {
        folder = Path.Combine(Workshop.RepositoryDatasets, "enterprises");
        descriptor = DataPackageReader.ReadFolder(folder, []).Single();
        checkers = [.. descriptor.Schema.Fields.Select(field => new FieldChecker(field, descriptor.Schema, nullSequence: null))];
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public long Read() => ReadAll(isChecked: false);

    [Benchmark(OperationsPerInvoke = Rows)]
    public long ReadAndCheck() => ReadAll(isChecked: true);

    private long ReadAll(bool isChecked)
    {
        using var source = new CsvSource(folder, descriptor);
        if (!source.ReadHeader(new ImportReport(descriptor.Id)))
            throw new InvalidOperationException("The header does not fit.");

        Span<byte> scratch = stackalloc byte[64];
        var seen = 0L;
        while (source.Read())
        {
            for (var i = 0; i < checkers.Length; i++)
            {
                var cell = source.Cell(i, out var kind);
                seen += cell.Length;
                if (isChecked && checkers[i].Read(cell, kind, scratch, out _) is { IsDoubt: false } broken)
                    throw new InvalidOperationException(broken.Message.En);
            }
        }

        return source.Row == Rows ? seen : throw new InvalidOperationException("There are more or fewer rows than are counted with.");
    }
}
