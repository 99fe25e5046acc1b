using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Import;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Commands.Samples;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Makes synthetic records: the same rows and seed always give the same bytes.</summary>
internal static class SampleCommand
{
    private const string Description = """
        Makes synthetic records of a dataset, by its descriptor and the places and codes in the datasets folder. The same rows and
        seed always give the same bytes.

        Examples:
          sample enterprises > datasets/enterprises/enterprises.csv
          sample enterprises --rows 1000000 --seed 1 --output enterprises.csv
        """;

    /// <summary>Samples are published as text; the other formats are of what was imported.</summary>
    private static readonly RecordFormat[] TextFormats = [.. RecordFormat.Paged.Where(format => !format.NeedsGeometry)];

    public static Command Make()
    {
        var dataset = new Argument<string>("dataset") { Description = "Which dataset to make records of." };
        dataset.AcceptOnlyFromAmong([.. SampleGenerators.All.Select(row => row.DatasetId)]);
        var rows = new Option<long?>("--rows") { Description = "How many records; the number that the dataset has if left out." };
        var seed = new Option<ulong>("--seed") { Description = "Another seed makes other records.", DefaultValueFactory = _ => SampleGenerators.DefaultSeed };
        var format = new Option<string>("--format") { Description = "The format.", DefaultValueFactory = _ => RecordFormat.Csv.Name };
        format.AcceptOnlyFromAmong([.. TextFormats.Select(row => row.Name)]);
        var (output, datasets) = (CommandOptions.Output(), PortalFolders.Datasets());
        var command = new Command("sample", Description) { dataset, rows, seed, format, output, datasets };
        command.SetAction((parsed, cancel) => SampleAsync(
            SampleGenerators.Find(parsed.GetValue(dataset)!)!, parsed.GetValue(rows), parsed.GetValue(seed), RecordFormat.Find(parsed.GetValue(format)!)!, parsed.GetValue(output), parsed.GetValue(datasets)!, cancel));
        return command;
    }

    private static async Task<int> SampleAsync(SampleGenerator generator, long? rows, ulong seed, RecordFormat format, string? output, string datasets, CancellationToken cancel)
    {
        if (rows < 0 || rows > generator.MaxRows)
        {
            await Console.Error.WriteLineAsync($"--rows must be from 0 to {generator.MaxRows.ToString(CultureInfo.InvariantCulture)}.");
            return 1;
        }

        List<Problem> problems = [];
        if (Read(datasets, generator.DatasetId, problems) is not { } descriptor)
        {
            foreach (var problem in problems)
                await Console.Error.WriteLineAsync(problem.Message.In("en"));
            return 1;
        }

        var reference = SampleReference.From(id => Records(datasets, id));
        using var records = generator.Create(descriptor.Schema, reference, rows ?? generator.DefaultRows, seed);
        await CommandOptions.WriteAsync(output, async stream =>
        {
            var pipe = PipeWriter.Create(stream);
            await RecordExport.WriteAsync(records, format, new RecordsHeading(records.Fields, descriptor.Schema, descriptor.Description), pipe, cancel);
            await pipe.CompleteAsync();
        });
        return 0;
    }

    private static DatasetDescriptor? Read(string datasets, string id, List<Problem> problems) =>
        DataPackageReader.ReadFolder(Path.Combine(datasets, id), problems) is [var descriptor] ? descriptor : null;

    /// <summary>The rows of a dataset's file as they are published; empty cells are null.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, string?>> Records(string datasets, string id)
    {
        if (Read(datasets, id, []) is not { } descriptor)
            throw new FileNotFoundException($"The sample needs the dataset {id} in {datasets}.");

        using var source = new CsvSource(Path.Combine(datasets, id), descriptor);
        if (!source.ReadHeader(new ImportReport(id)))
            throw new InvalidDataException($"The header of the dataset {id} does not match its schema.");

        var fields = descriptor.Schema.Fields;
        while (source.Read())
        {
            var record = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var i = 0; i < fields.Count; i++)
                record[fields[i].Name] = source.Cell(i) is { IsEmpty: false } cell ? Encoding.UTF8.GetString(cell) : null;
            yield return record;
        }
    }
}
