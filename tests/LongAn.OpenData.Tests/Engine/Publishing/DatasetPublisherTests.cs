using System.Security.Cryptography;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Publishing;

/// <summary>Content that comes another way than from a folder of datasets.</summary>
public sealed class DatasetPublisherTests : IDisposable
{
    private const string Schema = """{"fields": [{"name": "code"}, {"name": "name"}], "primaryKey": "code"}""";
    private const string First = "code,name\n1,một\n";
    private const string Second = "code,name\n1,một\n2,hai\n";
    private const string Third = "code,name\n3,ba\n";
    private static readonly VersionOrigin Sent = new(PublishChannel.Http) { Publisher = "so-khdt", Actor = "khóa của Hoa", Reason = "Bổ sung tháng 11" };
    private readonly EnginePortal portal = new();
    private readonly TempFolder incoming = new();

    [Fact]
    public void A_version_says_for_ever_who_published_it_how_and_why()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        var sent = Send(Second);

        Assert.Equal((PublishOutcome.Published, 2), (sent.Outcome, sent.Version!.Number));
        Assert.Equal([VersionOrigin.Folder, Sent], portal.Find("numbers").Versions.Select(version => version.Origin));
    }

    [Fact]
    public void What_was_sent_outlives_the_next_start_on_an_unchanged_folder()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        Send(Second);

        Assert.Equal(PublishOutcome.Unchanged, portal.Publish("numbers").Outcome);
        Assert.Equal(2, portal.Find("numbers").Current.Number);
    }

    [Fact]
    public void A_folder_that_changes_after_something_was_sent_is_the_next_version()
    {
        var package = portal.Write("numbers", Schema, First);
        portal.PublishAll();
        Send(Second);
        package.SaveData(Third);

        Assert.Equal((PublishOutcome.Published, 3), (portal.Publish("numbers").Outcome, portal.Find("numbers").Current.Number));
        Assert.Equal((PublishOutcome.Unchanged, 3), (portal.Publish("numbers").Outcome, portal.Find("numbers").Current.Number));
    }

    [Fact]
    public void What_is_only_tried_is_checked_whole_and_leaves_nothing()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        var sound = Send(Second, isDryRun: true);
        var broken = Send(First + "1,again\n", isDryRun: true);

        Assert.Equal((PublishOutcome.Sound, 1, 2L), (sound.Outcome, sound.Version!.Number, sound.Report.RowCount));
        Assert.Equal((PublishOutcome.Rejected, "duplicate-key"), (broken.Outcome, broken.Report.Problems.Single().Code.Name));
        Assert.Equal([Path.Combine("numbers", "1.sqlite")], portal.VersionFiles());
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_version_older_than_the_one_before_it()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        portal.Clock.Advance(TimeSpan.FromDays(-30));
        Send(Second);

        var versions = portal.Find("numbers").Versions;
        Assert.True(versions[0].Created < versions[1].Created);
    }

    [Fact]
    public void The_files_of_a_version_are_on_record_and_those_of_older_catalogs_are_put_there_at_the_next_start()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        var recorded = portal.Find("numbers").Current.Files;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(portal.Find("numbers").Current.Path))), recorded.Single().Sha256);

        using (var catalog = new CatalogFile(portal.DataFolder).Open())
        {
            using var command = catalog.CreateCommand();
            command.CommandText = "DELETE FROM version_files";
            command.ExecuteNonQuery();
        }

        Assert.Empty(portal.Find("numbers").Current.Files);
        portal.PublishAll();
        Assert.Equal(recorded, portal.Find("numbers").Current.Files);
    }

    [Fact]
    public void A_catalog_from_before_editions_is_brought_up_to_date_and_keeps_its_versions()
    {
        portal.Write("numbers", Schema, First);
        portal.PublishAll();
        using (var old = new SqliteConnection($"Data Source={Path.Combine(portal.DataFolder, CatalogFile.Name)};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = "SELECT group_concat('DROP TABLE ' || name, ';') FROM sqlite_master WHERE type = 'table' AND name NOT IN ('datasets', 'versions', 'version_references') AND name NOT LIKE 'sqlite%'";
            var dropOthers = command.ExecuteScalar();
            command.CommandText = $"""
                PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; {dropOthers};
                ALTER TABLE datasets RENAME TO later_datasets; ALTER TABLE versions RENAME TO later_versions;
                CREATE TABLE datasets (id TEXT PRIMARY KEY, descriptor TEXT NOT NULL, metadata_modified TEXT NOT NULL, served INTEGER NOT NULL, last_number INTEGER NOT NULL) STRICT;
                CREATE TABLE versions (dataset TEXT NOT NULL REFERENCES datasets (id), number INTEGER NOT NULL, digest TEXT NOT NULL, records INTEGER NOT NULL, created TEXT NOT NULL,
                  file TEXT NOT NULL, descriptor TEXT NOT NULL, profile TEXT NOT NULL, PRIMARY KEY (dataset, number)) STRICT;
                INSERT INTO datasets SELECT id, descriptor, metadata_modified, served, last_number FROM later_datasets;
                INSERT INTO versions SELECT dataset, number, digest, records, created, file, descriptor, profile FROM later_versions;
                DROP TABLE later_versions; DROP TABLE later_datasets; PRAGMA user_version = 0;
                """;
            command.ExecuteNonQuery();
        }

        using var ledger = new VersionLedger(portal.DataFolder);

        var dataset = ledger.ReadDatasets().Single();
        Assert.Equal(VersionOrigin.Folder, dataset.Current.Origin);
        Assert.Equal([(1, dataset.Current.Created, null, VersionOrigin.Folder)], dataset.Servings.Select(serving => (serving.Number, serving.At, serving.Before, serving.By)));
    }

    [Fact]
    public void A_catalog_that_a_newer_program_wrote_is_left_alone()
    {
        using (var newer = new CatalogFile(portal.DataFolder).Open())
        {
            using var command = newer.CreateCommand();
            command.CommandText = "PRAGMA user_version = 1000";
            command.ExecuteNonQuery();
        }

        Assert.Contains("newer version", Assert.Throws<IOException>(() => new CatalogFile(portal.DataFolder)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        portal.Dispose();
        incoming.Dispose();
    }

    private PublishResult Send(string data, bool isDryRun = false)
    {
        var package = PackageFolder.Write(incoming.Path, "numbers", Schema, data);
        var descriptor = DataPackageReader.ReadFolder(package.Path, []).Single();
        var datasets = portal.Ledger.ReadDatasets();
        return new DatasetPublisher(portal.Ledger, portal.DataFolder, portal.Clock)
            .Publish(new Submission(package.Path, descriptor, Sent) { IsDryRun = isDryRun }, datasets.SingleOrDefault(), _ => null, progress: null, TestContext.Current.CancellationToken);
    }
}
