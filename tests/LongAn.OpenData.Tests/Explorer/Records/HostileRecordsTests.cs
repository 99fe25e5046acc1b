using System.Text.RegularExpressions;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Records;

/// <summary>Pages over records that would break a careless one, in two versions.</summary>
public sealed class HostileRecordsTests : IAsyncLifetime
{
    private const string Schema = """
        {"primaryKey": "id", "fields": [
          {"name": "id", "type": "string"}, {"name": "name", "type": "string", "title": "<b>Tên</b>", "portal": {"search": true}},
          {"name": "kind", "type": "string", "portal": {"facet": true}}, {"name": "sort", "type": "integer"}, {"name": "open", "type": "boolean"}]}
        """;

    private const string Odd = "a/b,c\"<&";
    private static readonly string Long = new('x', 1_000);
    private static readonly string Huge = string.Concat(Enumerable.Repeat("chữ dài ", 12_500));
    private readonly TempFolder folder = new();
    private PackageFolder? package;
    private Portal? started;

    [Fact]
    public async Task Markup_and_formulas_in_records_are_text()
    {
        var page = await PageAsync("/datasets/hostile");

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Tên</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page[page.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("=cmd|", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", page, StringComparison.Ordinal);
        Assert.Contains("<a rel=\"nofollow noopener\" href=\"https://example.org/a?b=1&amp;c=2\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_what_was_searched_for_is_text_too()
    {
        foreach (var query in new[] { "q=%3Cscript%3Ealert", "kind=%3Cscript%3E", "%3Cscript%3E=1", "sort=%3Cscript%3E", "sort__gte=%22%3E%3Cscript%3E", "filter=%3Cscript%3E" })
        {
            var page = (await AskAsync("/datasets/hostile?" + query)).Text;

            Assert.DoesNotContain("<script>", page.Replace("<script src", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Text_from_right_to_left_turns_nothing_around_it()
    {
        Assert.Contains("<bdi>\u202Eمرحبا</bdi>", await PageAsync("/datasets/hostile"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_values_are_cut_in_the_table_and_whole_on_their_own_page()
    {
        var table = await PageAsync("/datasets/hostile");
        var record = await PageAsync("/datasets/hostile/records/huge");

        Assert.True(table.Length < 60_000, $"{table.Length}");
        Assert.DoesNotContain(Long, table, StringComparison.Ordinal);
        Assert.Contains(Huge.TrimEnd(), record, StringComparison.Ordinal);
        Assert.Contains(Long, await PageAsync("/datasets/hostile/records/long"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_with_any_letters_leads_to_its_record()
    {
        var link = Regex.Match(await PageAsync("/datasets/hostile?q=khoa+la"), "<th scope=\"row\"[^>]*><a href=\"([^\"]*)\"").Groups[1].Value;
        var page = await PageAsync(link);

        Assert.Contains("a/b,c&quot;&lt;&amp;", page, StringComparison.Ordinal);
        Assert.Contains("Khóa lạ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_called_as_a_parameter_is_filtered_by_its_operators()
    {
        var page = await PageAsync("/datasets/hostile?sort__gte=3");

        Assert.Contains("name=\"sort__gte\"", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<th scope=\"row\"").Length - 1);
    }

    [Fact]
    public async Task A_version_that_is_named_is_shown_and_the_record_tells_how_it_changed()
    {
        package!.SaveData(Records.Replace("Khóa lạ", "Khóa mới", StringComparison.Ordinal).Replace("gone,Sắp mất,a,1,true\n", "", StringComparison.Ordinal));
        started!.ImportBeside(folder.Path);
        started.SeeImports();

        var old = await PageAsync("/datasets/hostile?version=1");
        var record = await PageAsync("/datasets/hostile/records/" + Uri.EscapeDataString(Odd));
        var gone = await AskAsync("/datasets/hostile/records/gone");

        Assert.Contains("Sắp mất", old, StringComparison.Ordinal);
        Assert.Contains("This is version 1, not the current one.", old, StringComparison.Ordinal);
        Assert.Contains("export.csv?version=1", old, StringComparison.Ordinal);
        Assert.DoesNotContain("Sắp mất", await PageAsync("/datasets/hostile"), StringComparison.Ordinal);
        Assert.Contains("<td><bdi>Khóa lạ</bdi></td><td><bdi>Khóa mới</bdi></td>", record, StringComparison.Ordinal);
        Assert.Equal(404, gone.Status);
        Assert.Contains("href=\"/datasets/hostile/records/gone?version=1\"", gone.Text, StringComparison.Ordinal);
        Assert.Contains("Sắp mất", await PageAsync("/datasets/hostile/records/gone?version=1"), StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        package = PackageFolder.Write(folder.Path, "hostile", Schema, Records);
        started = await Portal.StartAsync(folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await started!.DisposeAsync();
        folder.Dispose();
    }

    private static string Records =>
        "id,name,kind,sort,open\n"
        + "html,<script>alert(1)</script>,<img src=x onerror=alert(1)>,1,true\n"
        + "formula,\"=cmd|' /C calc'!A0\",a,2,false\n"
        + "link,javascript:alert(1),b,3,\n"
        + "web,https://example.org/a?b=1&c=2,b,4,\n"
        + "rtl,\u202Eمرحبا,b,5,\n"
        + $"long,{Long},a,,\n"
        + $"huge,{Huge},a,,\n"
        + "\"a/b,c\"\"<&\",Khóa lạ,a,,\n"
        + "gone,Sắp mất,a,1,true\n";

    private Task<Answer> AskAsync(string path) => started!.AskAsync(path, headers: [("Accept", "text/html"), ("Accept-Language", "en")]);

    private async Task<string> PageAsync(string path)
    {
        var answer = await AskAsync(path);

        Assert.True(answer.Status == 200, $"{path}: {answer.Status}");
        return answer.Text;
    }
}
