using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Publishing;

/// <summary>Which version was served when, and who moved the pointer.</summary>
public sealed class ServingTests : IDisposable
{
    private const string Schema = """{"fields": [{"name": "code"}, {"name": "name"}], "primaryKey": "code"}""";
    private const string First = "code,name\n1,một\n";
    private const string Second = "code,name\n1,một\n2,hai\n";
    private static readonly VersionOrigin Back = new(PublishChannel.Command) { Actor = "Hoa", Reason = "Số liệu sai" };
    private readonly EnginePortal portal = new();

    [Fact]
    public void Every_move_of_the_pointer_is_kept_with_who_and_why()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        portal.Clock.Advance(TimeSpan.FromDays(1));
        package.SaveData(Second);
        portal.PublishAll();
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(portal.Ledger.RollBack(portal.Find("numbers").Versions[0], Back, portal.Clock.GetUtcNow()));

        var dataset = portal.Find("numbers");
        Assert.Equal([(1, null, VersionOrigin.Folder), (2, 1, VersionOrigin.Folder), (1, 2, Back)], dataset.Servings.Select(serving => (serving.Number, serving.Before, serving.By)));
        Assert.Equal([false, false, true], dataset.Servings.Select(serving => serving.IsReturn));
        Assert.Equal((1, 2), (dataset.Current.Number, dataset.Versions.Count));
    }

    [Fact]
    public void What_was_rolled_back_stays_so_at_the_next_start_on_the_same_folder()
    {
        TwoVersions();
        portal.Ledger.RollBack(portal.Find("numbers").Versions[0], Back, portal.Clock.GetUtcNow());

        Assert.Equal(PublishOutcome.Unchanged, portal.Publish("numbers").Outcome);
        Assert.Equal(1, portal.Find("numbers").Current.Number);
    }

    [Fact]
    public void Rolling_back_to_what_is_served_changes_nothing()
    {
        TwoVersions();

        Assert.False(portal.Ledger.RollBack(portal.Find("numbers").Current, Back, portal.Clock.GetUtcNow()));
        Assert.Equal(2, portal.Find("numbers").Servings.Count);
    }

    [Fact]
    public void A_clock_that_was_set_back_leaves_the_servings_in_their_order()
    {
        TwoVersions();
        portal.Clock.Advance(TimeSpan.FromDays(-30));
        portal.Ledger.RollBack(portal.Find("numbers").Versions[0], Back, portal.Clock.GetUtcNow());

        var servings = portal.Find("numbers").Servings;
        Assert.Equal(servings.OrderBy(serving => serving.At), servings);
        Assert.Equal(1, portal.Find("numbers").ServedAt(servings[^1].At)!.Number);
    }

    [Fact]
    public void A_new_description_of_the_same_content_is_no_serving()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        package.Descriptor["title"] = "Tên khác";
        package.Save();

        Assert.Equal(PublishOutcome.Described, portal.Publish("numbers").Outcome);
        Assert.Single(portal.Find("numbers").Servings);
    }

    [Fact]
    public void A_version_is_known_by_the_digest_of_its_file()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        var version = portal.Find("numbers").Current;

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(version.Path))), version.FileDigest);
    }

    public void Dispose() => portal.Dispose();

    private void TwoVersions()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        package.SaveData(Second);
        portal.PublishAll();
    }
}
