using System.IO.Pipelines;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Records written as an export writes them.</summary>
internal static class Written
{
    /// <param name="query">As in a URL, options of the format included.</param>
    public static async Task<byte[]> AsAsync(EnginePortal portal, Dataset dataset, RecordFormat format, string query)
    {
        var cancel = TestContext.Current.CancellationToken;
        var request = Plans.Request(query);
        List<Problem> problems = [];
        var options = FormatOptions.Read(request, format, problems);
        Assert.Empty(problems.Select(problem => problem.Message.En));
        var plan = Plans.Of(dataset, query);
        var wide = format.Widen(plan);
        var heading = RecordsHeading.Of(wide, plan.Fields.Count, dataset, options, request.Question);
        using var bytes = new MemoryStream();
        if (format.IsDatabase)
        {
            await using var file = await portal.Store.OpenFileAsync(plan, heading.Facts(), cancel);
            await file.CopyToAsync(bytes, cancel);
            return bytes.ToArray();
        }

        using var records = await portal.Store.OpenAsync(wide, 0, cancel);
        _ = await RecordExport.WriteAsync(records, format, heading, PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true)), cancel);
        return bytes.ToArray();
    }
}
