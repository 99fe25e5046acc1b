using System.IO.Pipelines;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

/// <summary>An export ends where its reader does, and reads no record more.</summary>
public sealed class LeavingReaderTests : IDisposable
{
    private const int Rows = 20_000;
    private readonly EnginePortal portal = new();
    private ClientPace? pace;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_reader_that_completes_ends_the_export(string format)
    {
        var pipe = new Pipe();
        var isCut = IsCutAsync(format, pipe.Writer, Cancel);
        _ = await pipe.Reader.ReadAsync(Cancel);
        await pipe.Reader.CompleteAsync();

        Assert.True(await isCut.WaitAsync(Eventually.Longest, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_export_that_waits_for_its_reader_ends_when_it_is_cancelled_or_what_it_reads_with_is_wanted_back(bool isCancelled)
    {
        using var cancel = new CancellationTokenSource();
        var pipe = new Pipe();
        var isCut = IsCutAsync("csv", pipe.Writer, cancel.Token);
        _ = await pipe.Reader.ReadAsync(Cancel); // and takes nothing out
        if (isCancelled)
            await cancel.CancelAsync();
        else
            pace!.Withdraw();

        Assert.True(await isCut.WaitAsync(Eventually.Longest, Cancel));
    }

    public void Dispose() => portal.Dispose();

    /// <summary>The export ended before its last record.</summary>
    private async Task<bool> IsCutAsync(string format, PipeWriter into, CancellationToken cancel)
    {
        portal.Write("rows", """{"fields":[{"name":"id","type":"integer"},{"name":"text"}],"primaryKey":["id"]}""", "id,text\n" + string.Concat(Enumerable.Range(1, Rows).Select(i => $"{i},{new string('x', 100)}\n")));
        portal.PublishAll();
        var dataset = portal.Find("rows");
        var plan = Plans.Of(dataset, "");
        using var records = await portal.Store.OpenAsync(plan, 0, CancellationToken.None); // so that it is the writing that is cancelled
        pace = records.Pace;
        try
        {
            _ = await RecordExport.WriteAsync(records, RecordFormat.Find(format)!, RecordsHeading.Of(plan, plan.Fields.Count, dataset, FormatOptions.Default), into, cancel);
            return false;
        }
        catch (OperationCanceledException)
        {
            return records.Read();
        }
    }
}
