using System.Buffers;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

/// <summary>What a record costs the collector on its way from SQLite into text: nothing.</summary>
public sealed class AllocationTests
{
    private const int Records = 2_000;
    private const string Schema = """
        {"fields":[{"name":"id","type":"integer"},{"name":"name","type":"string"},{"name":"area","type":"number"},{"name":"is_open","type":"boolean"},{"name":"opened","type":"date"}],"primaryKey":["id"]}
        """;

    [Theory]
    [InlineData("csv", "")]
    [InlineData("csv", "profile=excel")]
    [InlineData("json", "")]
    [InlineData("json", "numbers=string")]
    [InlineData("ndjson", "")]
    public async Task Records_are_read_and_written_without_allocating(string name, string options)
    {
        var (portal, dataset) = EnginePortal.With(Schema, "id,name,area,is_open,opened\n" + string.Concat(Enumerable.Range(1, Records).Select(i => $"{i},\"Đức \"\"Hòa\"\" {i}, =1\",{i}.25,{(i % 2 == 0 ? "true" : "")},2022-12-01\n")));
        using var closing = portal;
        var request = Plans.Request(options);
        var format = RecordFormat.Find(name)!;
        var plan = Plans.Of(dataset, "");
        var buffer = new ArrayBufferWriter<byte>(1024 * 1024);
        using var records = await portal.Store.OpenAsync(plan, 0, TestContext.Current.CancellationToken);
        using var writer = format.Create(buffer, RecordsHeading.Of(plan, plan.Fields.Count, dataset, FormatOptions.Read(request, format, [])));
        writer.Begin();
        for (var i = 0; i < Records / 2; i++)
            Assert.True(WriteNext()); // buffers have their sizes

        var before = GC.GetAllocatedBytesForCurrentThread();
        while (WriteNext())
            buffer.ResetWrittenCount();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Records / 2);

        bool WriteNext()
        {
            if (!records.Read())
                return false;

            writer.Write(records);
            return true;
        }
    }
}
