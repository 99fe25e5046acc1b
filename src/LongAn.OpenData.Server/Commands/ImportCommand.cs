using System.CommandLine;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Imports what is new, without serving. A portal that serves the same data folder shows it within seconds.</summary>
internal static class ImportCommand
{
    private const string Description = """
        Imports what is new in the datasets folder, without serving. Exits with 1 where a dataset is rejected.

        Examples:
          import
          import --datasets /srv/datasets --data-dir /var/lib/longan
        """;

    public static Command Make()
    {
        var (dataDir, datasets) = (PortalFolders.DataDir(), PortalFolders.Datasets());
        var language = CommandOptions.Language();
        var command = new Command("import", Description) { dataDir, datasets, language };
        command.SetAction((parsed, cancel) => ImportAsync(parsed.GetValue(dataDir)!, parsed.GetValue(datasets)!, parsed.GetValue(language)!, cancel));
        return command;
    }

    private static async Task<int> ImportAsync(string dataDir, string datasets, string language, CancellationToken cancel)
    {
        using var ledger = new VersionLedger(dataDir);
        if (await ImportRun.PublishAsync(ledger, dataDir, datasets, language, cancel) is not { } results)
            return 1;

        foreach (var result in results)
            Console.WriteLine($"{result.Dataset}\t{CommandOptions.Word(result.Outcome)}\t{result.Version?.Number}\t{result.Version?.RecordCount}");
        return results.Count > 0 && results.All(result => result.Outcome != PublishOutcome.Rejected) ? 0 : 1;
    }
}
