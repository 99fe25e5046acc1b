using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>What becomes of a dataset whose keys point to one that is published over HTTP.</summary>
public sealed class TiedVersionsTests : IDisposable
{
    private const string Notes = "/api/v1/datasets/notes";
    private readonly TempFolder datasets = new();
    private readonly TempFolder data = new();

    [Fact]
    public async Task A_dataset_stays_tied_to_the_version_it_was_checked_against_until_it_is_sent_again_and_who_publishes_is_told()
    {
        await using var portal = await StartAsync();
        var trial = await PutAsync(portal, "words", "id,name,price\n1,khác,\n3,ba,\n", "?dry_run=true");
        var published = await PutAsync(portal, "words", "id,name,price\n1,khác,\n3,ba,\n");
        var before = await portal.ReadAsync($"{Notes}/records?expand=word");
        var again = await PutAsync(portal, "notes", "id,word\n1,1\n");
        var after = await portal.ReadAsync($"{Notes}/records?expand=word");
        var broken = await PutAsync(portal, "notes", "id,word\n1,2\n");

        Assert.Equal(("references-behind", "notes"), Told(trial));
        Assert.Equal((201, ("references-behind", "notes")), (published.Status, Told(published)));
        Assert.Equal("một", (string)before["data"]![0]!["word_record"]!["name"]!);
        Assert.Equal((201, "\"v2\""), (again.Status, again.Header("ETag")));
        Assert.Empty(again.Json["report"]!["warnings"]!.AsArray());
        Assert.Equal("khác", (string)after["data"]![0]!["word_record"]!["name"]!);
        Assert.Equal((1, 2), (await TiedAsync(portal, 1), await TiedAsync(portal, 2)));
        Assert.Equal((422, "foreign-key-broken"), (broken.Status, (string?)broken.Json["errors"]![0]!["code"]));
    }

    [Fact]
    public async Task A_dataset_of_a_folder_is_read_and_checked_again_at_the_next_start()
    {
        await using (var portal = await StartAsync())
            Assert.Equal(201, (await PutAsync(portal, "words", "id,name,price\n1,khác,\n")).Status);

        await using (var portal = await StartAsync())
        {
            Assert.Equal(2, await TiedAsync(portal, 2));
            Assert.Equal(201, (await PutAsync(portal, "words", "id,name,price\n2,hai,\n")).Status); // of which the note has none
        }

        await using var last = await Portal.StartAsync(datasets.Path, data.Path);
        Assert.Equal(2, (int)(await last.ReadAsync(Notes))["version"]!);
        Assert.Equal("khác", (string)(await last.ReadAsync($"{Notes}/records?expand=word"))["data"]![0]!["word_record"]!["name"]!);
    }

    public void Dispose()
    {
        data.Dispose();
        datasets.Dispose();
    }

    private static (string, string) Told(Answer answer)
    {
        var warning = Assert.Single(answer.Json["report"]!["warnings"]!.AsArray())!;
        return ((string)warning["code"]!, (string)warning["value"]!);
    }

    private async Task<Portal> StartAsync()
    {
        PublishingPortal.Write(datasets, "words", PublishingPortal.First);
        datasets.WriteDataset("notes", [("id", "integer"), ("word", "integer")], "id,word\n1,1\n", (package, schema) =>
        {
            package["contributors"] = new JsonArray(new JsonObject { ["name"] = PublishingPortal.Publisher, ["title"] = "Sở A", ["roles"] = new JsonArray("publisher") });
            schema["foreignKeys"] = new JsonArray(new JsonObject
            {
                ["fields"] = new JsonArray("word"),
                ["reference"] = new JsonObject { ["package"] = "words", ["resource"] = "words", ["fields"] = new JsonArray("id") },
            });
        });
        return await Portal.StartAsync(datasets.Path, data.Path);
    }

    private static async Task<int> TiedAsync(Portal portal, int version) => (int)(await portal.ReadAsync($"{Notes}/versions/{version}"))["references"]![0]!["version"]!;

    private static Task<Answer> PutAsync(Portal portal, string id, string csv, string query = "") => portal.SendAsync(
        HttpMethod.Put, $"/api/v1/datasets/{id}/content{query}", new StringContent(csv, Encoding.UTF8, "text/csv"),
        ("Authorization", $"Bearer {portal.IssueKey(PublishingPortal.Publisher)}"), ("If-Match", "*"));
}
