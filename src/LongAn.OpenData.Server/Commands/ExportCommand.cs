using System.CommandLine;
using System.IO.Pipelines;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Writes a dataset's records to stdout or a file, filtered and sorted in the words of the API.</summary>
internal static class ExportCommand
{
    private const string Description = """
        Writes the records of a dataset that was imported, filtered and sorted in the words of the API.

        Examples:
          export districts
          export enterprises --where district_code=802 --where charter_capital_vnd__gte=1000000000 --where sort=-charter_capital_vnd
          export enterprises --format json --output enterprises.json
          export industrial-parks --format xlsx --output parks.xlsx
          export enterprises --where profile=excel --where header=titles_vi --output enterprises.csv
        """;

    public static Command Make()
    {
        var dataset = new Argument<string>("dataset") { Description = "The dataset's id." };
        var format = new Option<string>("--format") { Description = "The format.", DefaultValueFactory = _ => RecordFormat.Csv.Name };
        format.AcceptOnlyFromAmong([.. RecordFormat.All.Select(row => row.Name)]);
        var where = new Option<string[]>("--where") { Description = "A parameter of the API, name=value; may be repeated.", DefaultValueFactory = _ => [] };
        var (output, dataDir, language) = (CommandOptions.Output(), PortalFolders.DataDir(), CommandOptions.Language());
        var command = new Command("export", Description) { dataset, format, where, output, dataDir, language };
        command.SetAction((parsed, cancel) => ExportAsync(
            parsed.GetValue(dataset)!, RecordFormat.Find(parsed.GetValue(format)!)!, parsed.GetValue(where)!, parsed.GetValue(output), parsed.GetValue(dataDir)!, parsed.GetValue(language)!, cancel));
        return command;
    }

    private static async Task<int> ExportAsync(string id, RecordFormat format, string[] where, string? output, string dataDir, string language, CancellationToken cancel)
    {
        if (PortalFolders.FindCatalog(dataDir) is not { } file)
            return 1;

        using var ledger = new VersionLedger(file);
        var catalog = new DatasetCatalog();
        catalog.Refresh(ledger.ReadDatasets);
        if (catalog.Find(id) is not { } dataset)
        {
            await Console.Error.WriteLineAsync(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)).Message.In(language));
            return 1;
        }

        var words = where.Select(word => word.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts.Length > 1 ? parts[1] : ""));
        var request = new RecordsRequest([.. words]) { IsExport = true };
        RecordsPlanner.TryPlan(request, dataset, out var plan, out var found);
        var problems = found.ToList();
        var options = FormatOptions.Read(request, format, problems);
        if (plan is null || problems.Count > 0)
        {
            foreach (var problem in problems)
                await Console.Error.WriteLineAsync(problem.Message.In(language));
            return 1;
        }

        if (!format.IsFor(plan.Version))
        {
            await Console.Error.WriteLineAsync($"The records of {id} have no geometry; {format.Name} is for those that have. There are: {string.Join(", ", RecordFormat.For(plan.Version).Select(row => row.Name))}.");
            return 1;
        }

        using var store = new SqliteRecordStore(new StorageOptions { QuerySeconds = 300 });
        var wide = format.Widen(plan);
        var heading = RecordsHeading.Of(wide, plan.Fields.Count, dataset, options, request.Question);
        await CommandOptions.WriteAsync(output, stream => WriteAsync(store, wide, format, heading, stream, cancel));
        return 0;
    }

    private static async Task WriteAsync(SqliteRecordStore store, RecordsPlan plan, RecordFormat format, RecordsHeading heading, Stream stream, CancellationToken cancel)
    {
        if (format.IsDatabase)
        {
            await using var file = await store.OpenFileAsync(plan, heading.Facts(), cancel);
            await file.CopyToAsync(stream, cancel);
            return;
        }

        using var records = await store.OpenAsync(plan, extra: 0, cancel);
        var pipe = PipeWriter.Create(stream);
        await RecordExport.WriteAsync(records, format, heading, pipe, cancel);
        await pipe.CompleteAsync();
    }
}
