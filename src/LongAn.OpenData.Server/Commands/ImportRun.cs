using System.Globalization;
using LongAn.OpenData.Import;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>An import with its messages: what happens on stderr, progress only on a terminal.</summary>
internal static class ImportRun
{
    /// <summary>As many problems as a terminal shows; validate lists all.</summary>
    public const int MostShown = 20;

    /// <returns>What became of each dataset; null where the data folder is in other hands.</returns>
    public static async Task<IReadOnlyList<PublishResult>?> PublishAsync(VersionLedger ledger, string dataDir, string datasets, string language, CancellationToken cancel)
    {
        using var hold = await DataFolderLock.TakeAsync(dataDir, DataFolderLock.LongestWait, cancel);
        if (hold is null)
        {
            await Console.Error.WriteLineAsync($"Another process is importing into {dataDir}.");
            return null;
        }

        var results = new FolderPublisher(ledger, dataDir, TimeProvider.System).PublishAll(FolderPublisher.FoldersIn(datasets), Progress(), cancel);
        foreach (var result in results.Where(result => result.Outcome != PublishOutcome.Unchanged))
            await WriteAsync(Console.Error, result, language, MostShown);
        if (!Directory.Exists(datasets))
            await Console.Error.WriteLineAsync($"There is no folder {Path.GetFullPath(datasets)}; nothing is imported.");
        else if (results.Count == 0)
            await Console.Error.WriteLineAsync($"There is no dataset in {Path.GetFullPath(datasets)}.");
        return results;
    }

    /// <summary>A line for the dataset, then one for each problem and warning.</summary>
    public static async Task WriteAsync(TextWriter to, PublishResult result, string language, int mostProblems)
    {
        var rows = result.Report.RowCount.ToString("N0", CultureInfo.InvariantCulture);
        await to.WriteLineAsync(result.Outcome switch
        {
            PublishOutcome.Published => $"published  {result.Dataset} version {result.Version!.Number}, {rows} records",
            PublishOutcome.Described => $"described  {result.Dataset}",
            PublishOutcome.Unchanged => $"unchanged  {result.Dataset}, {rows} records",
            _ => $"rejected   {result.Dataset}: {result.Report.ErrorCount.ToString("N0", CultureInfo.InvariantCulture)} errors{(result.Version is { } served ? $"; version {served.Number} is still served" : "")}",
        });
        foreach (var problem in result.Report.Problems.Take(mostProblems))
            await to.WriteLineAsync($"  {problem.Code.Name}: {problem.Message.In(language)}");
        foreach (var warning in result.Report.Warnings.Take(mostProblems))
            await to.WriteLineAsync($"  warning: {warning.Code.Name}: {warning.Message.In(language)}");
        if (result.Report.ErrorCount > mostProblems)
            await to.WriteLineAsync($"  and {(result.Report.ErrorCount - mostProblems).ToString("N0", CultureInfo.InvariantCulture)} more; see validate");
    }

    public static IProgress<ImportProgress>? Progress() => Console.IsErrorRedirected ? null : new TerminalProgress();

    private sealed class TerminalProgress : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            var share = value.BytesTotal == 0 ? 100 : 100 * value.BytesRead / value.BytesTotal;
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.Dataset}: {value.Rows:N0} rows, {share}%   \r"));
        }
    }
}
