using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Catalog;

public sealed class DatasetCatalogTests
{
    /// <summary>The server looks every two seconds whether others have published; a look may begin before a publish of its own and end after it.</summary>
    [Fact]
    public void A_look_that_began_before_a_publish_does_not_bring_back_what_was_served_then()
    {
        var (portal, first) = EnginePortal.With("""{"fields": [{"name": "a"}]}""", "a\n1\n");
        using var disposed = portal;
        portal.Write("rows", """{"fields": [{"name": "a"}]}""", "a\n2\n");
        portal.PublishAll();
        var second = portal.Find("rows");
        var catalog = new DatasetCatalog();
        var publish = new Thread(() => catalog.Refresh(() => [second]));
        catalog.Refresh(() =>
        {
            publish.Start();
            SpinWait.SpinUntil(() => !publish.IsAlive || publish.ThreadState.HasFlag(ThreadState.WaitSleepJoin)); // it is done, or waits for this look
            return [first];
        });
        publish.Join();

        Assert.Equal(2, catalog.Find("rows")!.Current.Number);
    }
}
