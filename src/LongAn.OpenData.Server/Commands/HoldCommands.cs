using System.CommandLine;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Log;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Has versions kept whatever the policy says, and leaves them to it again.</summary>
internal static class HoldCommands
{
    public static Command MakeKeep()
    {
        var reason = new Option<string>("--reason") { Description = "Why; shown with the version.", Required = true };
        return Make("keep", "Keeps a version, whatever the policy says, until it is released: one that was cited, or is proof of something.", reason);
    }

    public static Command MakeRelease() => Make("release", "Leaves a version to the policy again.", reason: null);

    private static Command Make(string name, string description, Option<string>? reason)
    {
        var dataset = new Argument<string>("dataset") { Description = "The dataset's id." };
        var number = new Argument<int>("version") { Description = "The version's number." };
        var actor = new Option<string?>("--as") { Description = "Who says so." };
        var dataDir = PortalFolders.DataDir();
        var command = new Command(name, description) { dataset, number, actor, dataDir };
        if (reason is not null)
            command.Add(reason);
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(dataset)!, parsed.GetValue(number), reason is null ? null : parsed.GetValue(reason), parsed.GetValue(actor), parsed.GetValue(dataDir)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string id, int number, string? reason, string? actor, string dataDir, CancellationToken cancel)
    {
        if (PortalFolders.FindCatalog(dataDir) is not { } file)
            return 1;

        using var hold = await DataFolderLock.TakeAsync(dataDir, DataFolderLock.LongestWait, cancel);
        if (hold is null)
            return await FailAsync($"Another process is publishing into {dataDir}.");

        using var ledger = new VersionLedger(file);
        var dataset = ledger.ReadDatasets().FirstOrDefault(one => one.Id == id);
        if (dataset?.FindVersion(number) is not { } version)
            return await FailAsync($"There is no version {number.ToString(CultureInfo.InvariantCulture)} of {id}.");

        var now = TimeProvider.System.GetUtcNow();
        ledger.Hold(version, reason is null ? null : new VersionHold(now, reason, Publisher: null, actor));
        new PublishLog(file).Append(new LogEntry(now, reason is null ? "ReleaseVersion" : "HoldVersion", StatusCodes.Status200OK, reason is null ? "released" : "held", LogEntry.ByCommand)
        {
            Owner = dataset.Description.Publisher.Id,
            KeyName = actor,
            Dataset = id,
            Version = number,
            Reason = reason,
        });
        return 0;
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 1;
    }
}
