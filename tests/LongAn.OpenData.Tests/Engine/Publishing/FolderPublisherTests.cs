using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Publishing;

/// <summary>From folders to served versions. A version is its content: the same content is never a new one.</summary>
public sealed class FolderPublisherTests : IDisposable
{
    private const string Schema = """{"fields": [{"name": "code"}, {"name": "name"}], "primaryKey": "code"}""";
    private const string First = "code,name\n1,một\n2,hai\n";
    private const string Second = "code,name\n1,một\n2,hai\n3,ba\n";
    private readonly EnginePortal portal = new();

    [Fact]
    public void What_is_new_is_published_and_what_is_known_is_not_published_again()
    {
        portal.Write("numbers", Schema, First);
        var first = portal.Publish("numbers");
        var again = portal.Publish("numbers");

        Assert.Equal((PublishOutcome.Published, 1, 2L), (first.Outcome, first.Version!.Number, first.Version.RecordCount));
        Assert.Equal((PublishOutcome.Unchanged, 1, 2L), (again.Outcome, again.Version!.Number, again.Report.RowCount));
        Assert.Equal([Path.Combine("numbers", "1.sqlite")], portal.VersionFiles());
    }

    [Fact]
    public async Task A_changed_file_is_the_next_version_and_the_last_is_kept()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        package.SaveData(Second);
        var changed = portal.Publish("numbers");

        Assert.Equal((PublishOutcome.Published, 2), (changed.Outcome, changed.Version!.Number));
        Assert.Equal([1, 2], portal.Find("numbers").Versions.Select(version => version.Number));
        Assert.Equal(["1|một", "2|hai"], await portal.Lines(portal.Find("numbers"), "version=1"));
        Assert.Equal(["1|một", "2|hai", "3|ba"], await portal.Lines(portal.Find("numbers")));
    }

    [Fact]
    public void A_changed_title_describes_and_makes_no_version()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        var before = portal.Find("numbers");
        portal.Clock.Advance(TimeSpan.FromDays(1));
        package.Descriptor["title"] = "Các số";
        package.Save();
        var described = portal.Publish("numbers");

        var after = portal.Find("numbers");
        Assert.Equal((PublishOutcome.Described, 1), (described.Outcome, described.Version!.Number));
        Assert.Equal("Các số", after.Description.Title.Vi);
        Assert.Equal(TimeSpan.FromDays(1), after.MetadataModified - before.MetadataModified);
        Assert.Equal(before.Current.Created, after.Current.Created);
    }

    [Fact]
    public void A_changed_schema_is_a_new_version_of_the_same_file()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        package.Resource["schema"]!["fields"]![0]!["type"] = "integer";
        package.Save();

        Assert.Equal(2, portal.Publish("numbers").Version!.Number);
        Assert.Equal([FieldType.String, FieldType.Integer], portal.Find("numbers").Versions.Select(version => version.Schema.Fields[0].Type));
    }

    [Fact]
    public async Task Content_that_comes_back_is_the_version_it_was()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        package.SaveData(Second);
        portal.PublishAll();
        package.SaveData(First);
        var back = portal.Publish("numbers");

        Assert.Equal((PublishOutcome.Described, 1), (back.Outcome, back.Version!.Number));
        Assert.Equal(1, portal.Find("numbers").Current.Number);
        Assert.Equal(2, (await portal.Lines(portal.Find("numbers"))).Length);

        package.SaveData("code,name\n9,chín\n");
        Assert.Equal(3, portal.Publish("numbers").Version!.Number);
    }

    [Fact]
    public async Task A_change_that_is_not_sound_leaves_what_was_served()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        package.SaveData(First + "1,again\n");
        var rejected = portal.Publish("numbers");

        Assert.Equal((PublishOutcome.Rejected, 1), (rejected.Outcome, rejected.Version!.Number));
        Assert.Equal(["1|một", "2|hai"], await portal.Lines(portal.Find("numbers")));
        Assert.Equal([Path.Combine("numbers", "1.sqlite")], portal.VersionFiles());
    }

    [Fact]
    public void A_descriptor_that_is_not_sound_leaves_what_was_served()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        File.WriteAllText(Path.Combine(package.Path, "datapackage.json"), "{");
        var rejected = portal.Publish("numbers");

        Assert.Equal((PublishOutcome.Rejected, 1), (rejected.Outcome, rejected.Version!.Number));
        Assert.Equal(1, portal.Find("numbers").Current.Number);
    }

    [Fact]
    public void A_folder_that_goes_away_leaves_what_was_served()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        Directory.Delete(package.Path, recursive: true);

        Assert.Empty(portal.PublishAll());
        Assert.Equal(1, portal.Find("numbers").Current.Number);
        Assert.Equal([Path.Combine("numbers", "1.sqlite")], portal.VersionFiles());
    }

    [Fact]
    public void A_rejected_change_uses_up_no_number()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        package.SaveData("code,name\n,\n");
        portal.PublishAll();
        package.SaveData(Second);

        Assert.Equal(2, portal.Publish("numbers").Version!.Number);
    }

    [Fact]
    public void What_is_pointed_to_is_published_before_what_points_to_it()
    {
        portal.Write("a-communes", Pointing("b-districts"), "code,name\n1,x\n");
        portal.Write("b-districts", Pointing("c-provinces"), "code,name\nx,p\n");
        portal.Write("c-provinces", Schema, "code,name\np,Long An\n");

        Assert.All(portal.PublishAll(), result => Assert.Equal(PublishOutcome.Published, result.Outcome));
    }

    [Fact]
    public void A_dataset_that_is_not_sound_stops_nobody_but_those_that_need_it()
    {
        portal.Write("a-communes", Pointing("b-districts"), "code,name\n1,x\n");
        portal.Write("b-districts", Pointing("nowhere"), "code,name\nx,p\n");
        portal.Write("c-provinces", Schema, "code,name\np,Long An\n");

        var results = portal.PublishAll();

        Assert.Equal(["a-communes Rejected unknown-reference", "b-districts Rejected unknown-reference", "c-provinces Published "], results.Select(Show));
        Assert.Equal(["c-provinces"], portal.Ledger.ReadDatasets().Select(dataset => dataset.Id));
    }

    [Fact]
    public void Those_that_need_a_rejected_dataset_are_held_against_the_version_that_is_served()
    {
        var districts = portal.Write("districts", Schema, "code,name\nx,X\n");
        var communes = portal.Write("communes", Pointing("districts"), "code,name\n1,x\n");
        portal.PublishAll();
        districts.SaveData("code,name\nx,X\ny,Y\ny,Y\n");
        communes.SaveData("code,name\n1,x\n2,x\n");

        Assert.Equal(["communes Published ", "districts Rejected duplicate-key"], portal.PublishAll().Select(Show));

        communes.SaveData("code,name\n1,y\n");
        Assert.Equal(["communes Rejected foreign-key-broken", "districts Rejected duplicate-key"], portal.PublishAll().Select(Show));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void A_dataset_and_those_it_points_to_are_found_beside_it(string ending)
    {
        var communes = portal.Write("communes", Pointing("districts"), "code,name\n1,x\n");
        var districts = portal.Write("districts", Pointing("provinces"), "code,name\nx,p\n");
        var provinces = portal.Write("provinces", Schema, "code,name\np,Long An\n");
        portal.Write("stone", Schema, First);

        Assert.Equal([communes.Path, districts.Path, provinces.Path], FolderPublisher.WithReferenced(communes.Path + ending));
    }

    [Fact]
    public void A_foreign_key_to_a_field_that_is_not_there_is_told()
    {
        portal.Write("districts", Schema, "code,name\nx,X\n");
        portal.Write("communes", Pointing("districts").Replace("\"fields\": \"code\"", "\"fields\": \"key\"", StringComparison.Ordinal), "code,name\n1,x\n");

        Assert.Equal("communes Rejected unknown-reference", Show(portal.Publish("communes")));
    }

    [Fact]
    public void Datasets_that_point_to_each_other_are_told_and_not_waited_for()
    {
        portal.Write("hen", Pointing("egg"), "code,name\n1,1\n");
        portal.Write("egg", Pointing("hen"), "code,name\n1,1\n");
        portal.Write("stone", Schema, First);

        Assert.Equal(["egg Rejected unknown-reference", "hen Rejected unknown-reference", "stone Published "], portal.PublishAll().Select(Show));
    }

    [Fact]
    public void Two_folders_of_one_id_are_told_and_the_first_is_published()
    {
        portal.Write("numbers", Schema, First);
        var second = portal.Write("other", Schema, Second);
        second.Descriptor["name"] = "numbers";
        second.Save();

        Assert.Equal(["numbers Published ", "other Rejected duplicate-dataset"], portal.PublishAll().Select(Show));
        Assert.Equal(2, portal.Find("numbers").Current.RecordCount);
    }

    [Fact]
    public void A_data_file_that_is_not_there_is_told()
    {
        var package = portal.Write("numbers", Schema, First);
        File.Delete(Path.Combine(package.Path, PackageFolder.DataFile));

        var problem = Assert.Single(portal.Publish("numbers").Report.Problems);

        Assert.Equal((ProblemCode.DataMissing, "data.csv"), (problem.Code, problem.Place!.File));
    }

    [Fact]
    public void A_data_file_that_is_a_folder_is_told()
    {
        var package = portal.Write("numbers", Schema, First);
        File.Delete(Path.Combine(package.Path, PackageFolder.DataFile));
        Directory.CreateDirectory(Path.Combine(package.Path, PackageFolder.DataFile));

        Assert.Equal(ProblemCode.DataUnreadable, Assert.Single(portal.Publish("numbers").Report.Problems).Code);
    }

    [Fact]
    public void A_folder_without_a_descriptor_is_told()
    {
        Directory.CreateDirectory(Path.Combine(portal.Datasets, "nothing"));

        Assert.Equal("nothing Rejected descriptor-missing", Show(portal.Publish("nothing")));
    }

    [Fact]
    public void A_version_whose_file_is_gone_is_made_again_under_a_new_number()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        File.Delete(portal.Find("numbers").Current.Path);

        Assert.Equal((PublishOutcome.Published, 2), (portal.Publish("numbers").Outcome, portal.Find("numbers").Current.Number));
    }

    [Fact]
    public void What_a_crash_left_is_removed_and_what_is_not_ours_is_left()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        foreach (var name in new[] { "abc.staging", "abc.staging-journal", "2.sqlite", "notes.txt" })
            File.WriteAllText(Path.Combine(portal.DataFolder, "numbers", name), "left");

        portal.PublishAll();

        Assert.Equal([Path.Combine("numbers", "1.sqlite"), Path.Combine("numbers", "notes.txt")], portal.VersionFiles());
    }

    [Fact]
    public void An_import_that_is_cancelled_leaves_nothing()
    {
        portal.Write("numbers", Schema, "code,name\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},x\n")));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => new FolderPublisher(portal.Ledger, portal.DataFolder, portal.Clock).PublishAll(FolderPublisher.FoldersIn(portal.Datasets), null, cancelled.Token));

        Assert.Empty(portal.Ledger.ReadDatasets());
        Assert.Empty(portal.VersionFiles());
    }

    [Fact]
    public void What_is_published_is_read_back_as_it_was_said()
    {
        portal.Write("numbers", Schema, First);
        var published = portal.Publish("numbers").Version!;
        using var ledger = new VersionLedger(portal.DataFolder);
        var read = Assert.Single(ledger.ReadDatasets()).Current;

        Assert.Equal((published.Digest, published.RecordCount, published.Created, published.Path), (read.Digest, read.RecordCount, read.Created, read.Path));
        Assert.Equal(published.Profile.Select(profile => $"{profile.Field} {profile.Nulls} {profile.Distinct} {profile.Min} {profile.Max}"), read.Profile.Select(profile => $"{profile.Field} {profile.Nulls} {profile.Distinct} {profile.Min} {profile.Max}"));
    }

    [Fact]
    public async Task Two_processes_do_not_import_into_one_folder_at_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        using (var held = await DataFolderLock.TakeAsync(portal.DataFolder, TimeSpan.Zero, cancel))
        {
            Assert.NotNull(held);
            Assert.Null(await DataFolderLock.TakeAsync(portal.DataFolder, TimeSpan.Zero, cancel));
        }

        using var again = await DataFolderLock.TakeAsync(portal.DataFolder, TimeSpan.Zero, cancel);
        Assert.NotNull(again);
    }

    public void Dispose() => portal.Dispose();

    private static string Pointing(string dataset) => $$"""
        {"fields": [{"name": "code"}, {"name": "name"}], "primaryKey": "code", "foreignKeys": [{"fields": "name", "reference": {"package": "{{dataset}}", "resource": "{{dataset}}", "fields": "code"} }]}
        """;

    private static string Show(PublishResult result) =>
        $"{result.Dataset} {result.Outcome} {string.Join(' ', result.Report.Problems.Select(problem => problem.Code.Name))}";
}
