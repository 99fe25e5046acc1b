using System.CommandLine;
using System.Globalization;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Removes versions that need not be kept. A running portal answers for them with a 410 within seconds.</summary>
internal static class VersionsCommand
{
    private const string Description = """
        Lists the versions that a policy would no longer keep, a line each: dataset, version, bytes; with --yes removes them.
        The version that is served stays, every version that somebody keeps (versions keep), and all that the
        foreign keys of a kept one lead to. Numbers are never used again.

        Examples:
          versions prune --keep-versions 5
          versions prune --keep-versions 5 --keep-days 365 --yes
        """;

    public static Command Make() => new("versions", "Keeps versions, and removes those that need not be kept.") { MakePrune(), HoldCommands.MakeKeep(), HoldCommands.MakeRelease() };

    private static Command MakePrune()
    {
        var newest = Bound("--keep-versions", "Portal__Retention__KeepVersions", "How many of each dataset's newest versions are kept");
        var days = Bound("--keep-days", "Portal__Retention__KeepDays", "How many days a version is kept after it was last served");
        var yes = new Option<bool>("--yes") { Description = "Remove them; else they are only listed." };
        var dataDir = PortalFolders.DataDir();
        var command = new Command("prune", Description) { newest, days, yes, dataDir };
        command.SetAction((parsed, cancel) => PruneAsync(
            new RetentionPolicy(parsed.GetValue(newest), parsed.GetValue(days) is { } span ? TimeSpan.FromDays(span) : null), parsed.GetValue(yes), parsed.GetValue(dataDir)!, cancel));
        return command;
    }

    private static async Task<int> PruneAsync(RetentionPolicy policy, bool isMeant, string dataDir, CancellationToken cancel)
    {
        if (PortalFolders.FindCatalog(dataDir) is not { } catalog)
            return 1;
        if (policy.KeepsAll)
            await Console.Error.WriteLineAsync("Everything is kept where neither --keep-versions nor --keep-days is given.");

        using var hold = await DataFolderLock.TakeAsync(dataDir, DataFolderLock.LongestWait, cancel);
        if (hold is null)
        {
            await Console.Error.WriteLineAsync($"Another process is publishing into {dataDir}.");
            return 1;
        }

        using var ledger = new VersionLedger(catalog);
        var now = TimeProvider.System.GetUtcNow();
        var datasets = ledger.ReadDatasets();
        var removable = policy.FindRemovable(datasets, now);
        var lines = removable.Select(version => string.Create(CultureInfo.InvariantCulture, $"{version.Dataset}\t{version.Number}\t{VersionFiles.Made(version).Sum(path => new FileInfo(path).Length)}")).ToList();
        if (isMeant)
        {
            ledger.Remove(removable, now);
            var log = new PublishLog(catalog);
            foreach (var version in removable)
            {
                log.Append(LogEntry.Removed(version.Dataset, version.Number, datasets.First(dataset => dataset.Id == version.Dataset).Description.Publisher.Id, now, LogEntry.ByCommand));
                VersionFiles.Delete(version);
            }
        }
        else if (removable.Count > 0)
        {
            await Console.Error.WriteLineAsync("Nothing was removed; give --yes to remove these.");
        }

        lines.ForEach(Console.WriteLine);
        return 0;
    }

    private static Option<int?> Bound(string name, string environment, string description)
    {
        var option = new Option<int?>(name)
        {
            Description = $"{description} [env {environment}].",
            DefaultValueFactory = _ => int.TryParse(Environment.GetEnvironmentVariable(environment), NumberStyles.None, CultureInfo.InvariantCulture, out var bound) ? bound : null,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }
}
