using System.CommandLine;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Serves a version that is kept instead of the one that is served. A running portal shows it within seconds.</summary>
internal static class RollbackCommand
{
    private const string Description = """
        Serves a kept version of a dataset instead of the one that is served; nothing is deleted, and rolling forward is the same command.

        Examples:
          rollback enterprises 3 --reason "Version 4 lacks two districts"
          rollback enterprises 4 --actor Hoa --reason "It was whole after all"
        """;

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(60);

    public static Command Make()
    {
        var dataset = new Argument<string>("dataset") { Description = "The dataset's id." };
        var number = new Argument<int>("version") { Description = "The number of the version to serve." };
        var reason = new Option<string>("--reason") { Description = "Why; it stands in the dataset's history for ever.", Required = true };
        var actor = new Option<string?>("--actor") { Description = "Who does it; it stands there too." };
        var (dataDir, language) = (PortalFolders.DataDir(), CommandOptions.Language());
        var command = new Command("rollback", Description) { dataset, number, reason, actor, dataDir, language };
        command.SetAction((parsed, cancel) => RollBackAsync(
            parsed.GetValue(dataset)!, parsed.GetValue(number), new VersionOrigin(PublishChannel.Command) { Actor = parsed.GetValue(actor), Reason = parsed.GetValue(reason) },
            parsed.GetValue(dataDir)!, parsed.GetValue(language)!, cancel));
        return command;
    }

    private static async Task<int> RollBackAsync(string id, int number, VersionOrigin by, string dataDir, string language, CancellationToken cancel)
    {
        using var hold = await DataFolderLock.TakeAsync(dataDir, LockWait, cancel);
        if (hold is null)
            return await FailAsync($"Another process is importing into {dataDir}.");

        var file = new CatalogFile(dataDir);
        using var ledger = new VersionLedger(file);
        var catalog = new DatasetCatalog();
        catalog.Refresh(ledger.ReadDatasets);
        if (catalog.Find(id) is not { } dataset)
            return await FailAsync(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)).Message.In(language));
        if (dataset.FindVersion(number) is not { } version)
            return await FailAsync(VersionChoice.Missing(dataset, number).Message.In(language));

        var now = TimeProvider.System.GetUtcNow();
        var isDone = ledger.RollBack(version, by, now);
        var outcome = isDone ? "served" : "unchanged";
        new PublishLog(file).Append(new LogEntry(now, "RollBack", StatusCodes.Status200OK, isDone ? "rolled-back" : outcome, LogEntry.ByCommand)
        {
            Owner = dataset.Description.Publisher.Id,
            KeyName = by.Actor,
            Dataset = id,
            Version = number,
            Reason = by.Reason,
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}\t{outcome}\t{number}\t{version.RecordCount}"));
        return 0;
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 1;
    }
}
