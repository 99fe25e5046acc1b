using System.CommandLine;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Does all that an import does, in a folder of its own, and publishes nothing.</summary>
internal static class ValidateCommand
{
    private const string Description = """
        Checks datasets as an import would and publishes nothing. The argument is a folder of datasets, or the folder of one
        (those that it points to are looked for beside it), or a file: CSV, XLSX, JSON, NDJSON, GeoJSON or a zipped Data Package. How a file
        is read is found by its content, and its schema is drafted by all its rows. Exits with 1 where there are errors.

        Examples:
          validate
          validate datasets/districts
          validate datasets --json
          validate so-lieu.xlsx --lang vi --write-schema datapackage.json
          validate so-lieu.csv --format csv -o errors.csv
        """;

    public static Command Make()
    {
        var folder = new Argument<string?>("folder") { Description = "The folder or file to check; --datasets if left out.", Arity = ArgumentArity.ZeroOrOne };
        var datasets = PortalFolders.Datasets();
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var file = new ValidateFileOptions();
        var language = CommandOptions.Language();
        var command = new Command("validate", Description) { folder, datasets, json, file.Format, file.Output, file.Schema, language };
        command.SetAction((parsed, cancel) => parsed.GetValue(folder) is { } path && File.Exists(path)
            ? ValidateFile.RunAsync(path, file.Read(parsed, parsed.GetValue(json)), parsed.GetValue(language)!, cancel)
            : ValidateAsync(parsed.GetValue(folder) ?? parsed.GetValue(datasets)!, parsed.GetValue(json) || parsed.GetValue(file.Format) == "json", parsed.GetValue(language)!, cancel));
        return command;
    }

    private static async Task<int> ValidateAsync(string folder, bool asJson, string language, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"There is no folder {folder}.");
            return 1;
        }

        var scratch = Directory.CreateTempSubdirectory("longan-validate-");
        try
        {
            var isOne = File.Exists(Path.Combine(folder, DataPackageReader.FileName));
            var folders = isOne ? FolderPublisher.WithReferenced(folder) : FolderPublisher.FoldersIn(folder);
            IReadOnlyList<PublishResult> results;
            using (var ledger = new VersionLedger(scratch.FullName))
                results = new FolderPublisher(ledger, scratch.FullName, TimeProvider.System).PublishAll(folders, ImportRun.Progress(), cancel);
            if (asJson)
                WriteJson(results);
            else
                await WriteTextAsync(results, language);
            if (results.Count == 0)
                await Console.Error.WriteLineAsync($"There is no dataset in {Path.GetFullPath(folder)}.");
            return results.Count > 0 && results.All(result => result.Report.IsSound) ? 0 : 1;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task WriteTextAsync(IReadOnlyList<PublishResult> results, string language)
    {
        foreach (var result in results)
        {
            if (result.Report.IsSound)
                Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sound      {result.Dataset}, {result.Report.RowCount:N0} records"));
            else
                await ImportRun.WriteAsync(Console.Out, result, language, ImportReport.MostListed);
        }
    }

    private static void WriteJson(IReadOnlyList<PublishResult> results) =>
        Console.WriteLine(JsonSerializer.Serialize(results.Select(result => ImportReportDocument.Of(result.Report)), PortalJson.Indented));
}
