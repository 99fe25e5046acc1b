using System.Globalization;
using AngleSharp.Dom;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Explorer.Docs;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Tests.Support;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Explorer.Docs;

/// <summary>The guide is written from the tables that the program runs by: every row is there, in both languages, and what it shows works.</summary>
public sealed class DocsTests(Portal portal)
{
    public static TheoryData<string> Topics => [.. DocsTopic.All.Select(topic => topic.Path)];

    public static TheoryData<string> Codes => [.. ProblemCode.All.Select(code => code.Name)];

    [Fact]
    public Task Every_operator_is_explained() => AssertRows("/docs/operators", FilterOperator.All.Select(row => (row.Name, row.Title)));

    [Fact]
    public async Task Every_parameter_is_explained()
    {
        await AssertRows("/docs/parameters", RecordsParameter.All.Select(row => (row.Name, row.Description)));
        await AssertRows("/docs/parameters", FacetsParameter.All.Except(RecordsParameter.All).Select(row => ("facets-" + row.Name, row.Description)));
        await AssertRows("/docs/aggregates", AggregateParameter.All.Except(RecordsParameter.All).Select(row => ("parameter-" + row.Name, row.Description)));
    }

    [Fact]
    public async Task Every_measure_period_and_shape_is_explained()
    {
        await AssertRows("/docs/aggregates", AggregateFunction.All.Select(row => (row.Name, row.Title)));
        await AssertRows("/docs/aggregates", DatePart.All.Select(row => ("period-" + row.Name, row.Title)));
        await AssertRows("/docs/aggregates", FacetShape.All.Select(row => ("shape-" + row.Name, row.Title)));
    }

    [Fact]
    public async Task Every_format_and_option_is_explained()
    {
        await AssertRows("/docs/formats", RecordFormat.All.Select(row => (row.Name, row.Title)));
        await AssertRows("/docs/formats", RecordsParameter.All.Where(row => row.IsOfFormat).Select(row => ("option-" + row.Name, row.Description)));
    }

    [Fact]
    public Task Every_operator_of_CQL2_is_explained() => AssertRows("/docs/cql2", Cql2Operator.All.Select(row => ("cql2-" + row.Name, row.Title)));

    [Fact]
    public async Task Every_protocol_and_vocabulary_is_explained()
    {
        await AssertRows("/docs/dialects", PortalService.All.Select(row => (row.Name, row.Description)));
        Assert.Equal(MetadataDialect.All.Select(row => row.Path), (await portal.OpenAsync("/docs/dialects")).TextsOf("section:nth-of-type(2) th[scope=row]"));
    }

    [Fact]
    public Task Every_problem_code_is_explained() => AssertRows("/problems", ProblemCode.All.Select(row => (row.Name, row.Title)));

    [Theory, MemberData(nameof(Codes))]
    public async Task A_problem_has_a_page_of_its_own_with_what_to_do_about_it(string name)
    {
        var code = ProblemCode.Find(name)!;
        var (vi, en) = (await portal.OpenAsync($"/problems/{name}?lang=vi"), await portal.OpenAsync($"/problems/{name}?lang=en"));

        Assert.Equal((code.Title.Vi, code.Title.En), (vi.TextOf("h1"), en.TextOf("h1")));
        Assert.Contains($"HTTP {code.Status.ToString(CultureInfo.InvariantCulture)}", en.TextOf(".eyebrow"), StringComparison.Ordinal);
        Assert.NotEqual(vi.TextOf("h2 + p"), en.TextOf("h2 + p"));
        if (en.QuerySelector("a.try") is { } example)
            Assert.Equal(name, (await portal.AskAsync(example.GetAttribute("href")!)).Code);
    }

    [Fact]
    public async Task Many_problems_are_shown_by_a_request_that_has_them()
    {
        var shown = await Task.WhenAll(ProblemCode.All.Select(async code => (await portal.OpenAsync($"/problems/{code.Name}")).QuerySelector("a.try") is not null));

        Assert.True(shown.Count(has => has) >= 18);
    }

    [Fact]
    public async Task What_a_problem_points_to_explains_it_to_browsers_and_to_programs()
    {
        var problem = (await portal.AskAsync("/api/v1/datasets?colour=red")).Json;
        var path = new Uri((string)problem["type"]!).AbsolutePath;

        Assert.Equal((string?)problem["code"], (string?)(await portal.ReadAsync(path))["code"]);
        Assert.Contains((string)problem["code"]!, (await portal.OpenAsync(path)).TextOf(".eyebrow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_is_none_is_a_404_with_the_nearest()
    {
        Assert.Contains("over-limit", (await portal.OpenAsync("/problems/overlimit", status: 404)).TextOf(".problems"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Topics))]
    public async Task Every_example_works(string path)
    {
        var examples = (await portal.OpenAsync(path)).QuerySelectorAll("a.try").Select(link => link.GetAttribute("href")!).Distinct().ToArray();

        Assert.True(examples.Length > 0 || path == "/problems");
        foreach (var example in examples)
        {
            var answer = await portal.AskAsync(example);
            Assert.True(answer.Status == 200, $"{example}: {answer.Status} {answer.Text[..Math.Min(answer.Text.Length, 500)]}");
        }
    }

    /// <summary>What the standard has and the portal has not, and types that no dataset here has, have nothing to try.</summary>
    [Theory]
    [InlineData("/docs/parameters", "tbody tr")]
    [InlineData("/docs/operators", "section:nth-of-type(1) tbody tr")]
    [InlineData("/docs/aggregates", "tbody tr")]
    [InlineData("/docs/formats", "tbody tr")]
    [InlineData("/docs/cql2", "tbody tr[id^=cql2-]:not([id^=cql2-A_])")]
    [InlineData("/docs/dialects", "tbody tr")]
    public async Task Every_row_can_be_tried(string path, string rows)
    {
        var page = await portal.OpenAsync(path);

        Assert.NotEmpty(page.QuerySelectorAll(rows));
        Assert.All(page.QuerySelectorAll(rows), row => Assert.True(row.QuerySelector("a.try") is not null, row.TextOf("th")));
    }

    [Fact]
    public async Task The_limits_are_those_in_force()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("rows", [("id", "string")], "id\na\n");
        await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["UrlBytes"] = "1234", ["Storage:QuerySeconds"] = "7", ["Retention:KeepVersions"] = "3" });
        var page = await own.OpenAsync("/docs/limits?lang=en");

        Assert.Equal("1,234 bytes", page.TextOf("#url td:last-child"));
        Assert.Equal("7 seconds", page.TextOf("#query-time td:last-child"));
        Assert.Equal("3", page.QuerySelector("#keep-versions")!.Children[2].TextContent);
        Assert.Equal($"at most {RecordsParameter.MaxLimit.ToString("N0", CultureInfo.InvariantCulture)}, default {RecordsParameter.DefaultLimit}", page.TextOf("#records-limit td:last-child"));
        Assert.Equal(PortalHeaders.Latest, page.TextOf("#cache-latest td:last-child"));
        Assert.Equal((await own.AskAsync("/api/v1/datasets/rows/records?version=1")).Header("Cache-Control"), page.TextOf("#cache-pinned td:last-child"));
    }

    [Fact]
    public async Task A_portal_without_datasets_has_a_guide_too()
    {
        using var folder = new TempFolder();
        await using var own = await Portal.StartAsync(folder.Path);

        foreach (var topic in DocsTopic.All)
            await own.OpenAsync(topic.Path);
    }

    [Theory, MemberData(nameof(Topics))]
    public async Task A_page_knows_its_place_in_the_guide(string path)
    {
        var page = await portal.OpenAsync(path + "?lang=en");

        Assert.Equal(path, Assert.Single(page.QuerySelectorAll(".docs nav [aria-current=page]")).GetAttribute("href")!.Split('?')[0]);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    /// <param name="rows">The id of each row, and what it says, both languages of it.</param>
    private async Task AssertRows(string path, IEnumerable<(string Id, LocalizedText Text)> rows)
    {
        var (vi, en) = (await portal.OpenAsync(path + "?lang=vi"), await portal.OpenAsync(path + "?lang=en"));
        foreach (var (id, text) in rows)
        {
            Assert.NotNull(text.En);
            Assert.Contains(Words(text.Vi), Row(vi, id), StringComparison.Ordinal);
            Assert.Contains(Words(text.En), Row(en, id), StringComparison.Ordinal);
        }
    }

    private static string Row(IDocument page, string id) => Words(page.GetElementById(id)?.TextContent ?? throw new InvalidOperationException($"There is no {id}."));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
