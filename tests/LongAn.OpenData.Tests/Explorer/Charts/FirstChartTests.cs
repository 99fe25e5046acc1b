using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Charts;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Explorer.Charts;

public sealed class FirstChartTests(Portal portal)
{
    private readonly DatasetCatalog catalog = portal.Services.GetRequiredService<DatasetCatalog>();

    /// <summary>By dataset: the question of its first chart, empty where records say more than a chart.</summary>
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["commune-changes-2025"] = "group_by=old_district_code measures=count",
        ["communes"] = "group_by=district_code measures=count",
        ["communes-2025"] = "group_by=kind_vi measures=count",
        ["districts"] = "group_by=kind_vi measures=count",
        ["enterprise-statuses"] = "",
        ["enterprises"] = "group_by=year:registered_on measures=count",
        ["feedback-cases"] = "group_by=month:received_at measures=count",
        ["indicators"] = "group_by=topic_vi measures=count",
        ["industrial-clusters"] = "group_by=district_code measures=count",
        ["industrial-park-claims"] = "group_by=district_code measures=count",
        ["industrial-parks"] = "group_by=district_code measures=count",
        ["industries"] = "group_by=section_code measures=count",
        ["legal-documents"] = "group_by=type_vi measures=count",
        ["legal-types"] = "",
        ["payment-intermediaries"] = "",
        ["population"] = "group_by=year measures=sum:total",
        ["public-service-channels"] = "group_by=channel measures=count",
        ["public-services"] = "group_by=ministry_vi measures=count",
    };

    public static TheoryData<string> Datasets { get; } = [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Datasets))]
    public void Each_dataset_has_the_chart_that_its_fields_suggest(string dataset)
    {
        var first = FirstChart.Of(catalog.Find(dataset)!.Current);

        Assert.Equal(Expected[dataset], string.Join(' ', (first ?? []).Select(word => $"{word.Key}={word.Value}")));
    }

    [Fact]
    public void No_dataset_is_left_out() => Assert.Equal(catalog.Datasets.Select(dataset => dataset.Id), Expected.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Datasets))]
    public async Task Its_page_shows_it_when_nothing_is_asked_for(string dataset)
    {
        var page = await portal.AskAsync($"/datasets/{dataset}/chart");

        Assert.Equal(200, page.Status);
        if (Expected[dataset].Length == 0)
            Assert.Contains("danh mục ngắn", page.Text, StringComparison.Ordinal);
        else
            Assert.NotEmpty(ChartTable.Read(page.Text).Rows);
    }
}
