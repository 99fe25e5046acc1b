using System.Globalization;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer;

public sealed class DictionaryTests(Portal portal)
{
    [Fact]
    public async Task Every_field_of_every_dataset_is_explained()
    {
        foreach (var id in Repository.DatasetIds)
        {
            var dataset = await portal.ReadAsync($"/api/v1/datasets/{id}");
            var page = await portal.OpenAsync($"/datasets/{id}/dictionary?lang=en");

            Assert.Equal(dataset["fields"]!.AsArray().Select(field => (string)field!["name"]!), page.TextsOf("section.field h2 code"));
            Assert.Equal(dataset["fields"]!.AsArray().Select(field => (string)field!["title"]!["en"]!), page.TextsOf("tbody th + td").Take(dataset["fields"]!.AsArray().Count));
        }
    }

    [Fact]
    public async Task The_bars_of_a_number_add_up_to_its_values()
    {
        var profile = await portal.ReadAsync("/api/v1/datasets/enterprises/profile");
        var page = await portal.OpenAsync("/datasets/enterprises/dictionary?lang=en");

        foreach (var field in new[] { "charter_capital_vnd", "employees", "registered_on" })
        {
            var nulls = (long)profile["fields"]!.AsArray().First(row => (string)row!["field"]! == field)!["nulls"]!;
            var counts = page.TextsOf($"#f-{field} .spread td").Select(text => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
            Assert.Equal((long)profile["record_count"]! - nulls, counts.Sum());
        }
    }

    [Fact]
    public async Task A_frequent_value_leads_to_its_records()
    {
        var page = await portal.OpenAsync("/datasets/industrial-parks/dictionary");

        Assert.Contains("/datasets/industrial-parks?status_vi=", page.LinkOf("#f-status_vi .spread a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_written_as_the_language_writes_them()
    {
        Assert.Contains("15.226", (await portal.OpenAsync("/datasets/enterprises/dictionary?lang=vi")).TextOf("main"), StringComparison.Ordinal);
        Assert.Contains("15,226", (await portal.OpenAsync("/datasets/enterprises/dictionary?lang=en")).TextOf("main"), StringComparison.Ordinal);
    }
}
