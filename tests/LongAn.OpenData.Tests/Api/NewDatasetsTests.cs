using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Tests.Support;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Datasets of which nothing is sent but a file.</summary>
public sealed class NewDatasetsTests
{
    private const string Content = "/api/v1/datasets/letters/content";
    private const string Stated = "license=cc-by-4.0&provenance=official";

    /// <summary>A title row, codes that numbers would destroy, Vietnamese numbers and dates.</summary>
    private const string Csv = "Danh mục chữ cái,,,\nMã chữ,Tên,Giá (đồng),Ngày\n01,một,1.500,31/01/2023\n02,hai,2.500,28/02/2023\n10,ba,3.500,01/03/2023\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_alone_becomes_a_dataset_whose_fields_are_inferred_and_whose_licence_provenance_and_publisher_are_said()
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.PutAsync($"{Content}?{Stated}&title=Ch%E1%BB%AF%20c%C3%A1i", Encoding.UTF8.GetBytes(Csv));
        var dataset = await own.Portal.ReadAsync("/api/v1/datasets/letters");
        var record = (await own.Portal.ReadAsync("/api/v1/datasets/letters/records/01"))["data"]!;

        Assert.Equal((201, "\"v1\""), (answer.Status, answer.Header("ETag")));
        Assert.Equal("""{"ma_chu":"01","ten":"một","gia_dong":1500,"ngay":"2023-01-31"}""", Compact(record));
        Assert.Equal(("Chữ cái", "official", 3), ((string)dataset["title"]!["vi"]!, (string)dataset["provenance"]!, (int)dataset["record_count"]!));
        Assert.Equal(("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"), ((string)dataset["licences"]![0]!["name"]!, (string)dataset["licences"]![0]!["url"]!));
        Assert.Equal(("so-a", "Sở A"), ((string)dataset["publisher"]!["id"]!, (string)dataset["publisher"]!["title"]!["vi"]!));
    }

    [Theory]
    [InlineData("text/csv", "ma;so\n01;1\n02;2\n")]
    [InlineData("text/csv; charset=utf-8", "ma\tso\n01\t1\n02\t2\n")]
    [InlineData("application/json", """[{"ma": "01", "so": 1}, {"ma": "02", "so": 2}]""")]
    [InlineData("application/x-ndjson", "{\"ma\": \"01\", \"so\": 1}\n{\"ma\": \"02\", \"so\": 2}\n")]
    [InlineData("application/geo+json", """{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": {"ma": "01", "so": 1}}, {"type": "Feature", "geometry": null, "properties": {"ma": "02", "so": 2}}]}""")]
    public async Task Any_format_is_taken(string type, string content)
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.SendAsync(HttpMethod.Put, $"{Content}?{Stated}", type, Encoding.UTF8.GetBytes(content));
        var records = await own.Portal.ReadAsync("/api/v1/datasets/letters/records?fields=ma,so");

        Assert.True(answer.Status == 201, answer.Text);
        Assert.Equal("""[{"ma":"01","so":1},{"ma":"02","so":2}]""", Compact(records["data"]!));
    }

    [Fact]
    public async Task The_sheet_that_is_named_is_taken_from_a_workbook_and_one_that_is_not_there_is_told()
    {
        await using var own = await PublishingPortal.StartAsync();
        using var folder = new TempFolder();
        MiniExcelLibs.MiniExcel.SaveAs(folder.At("a.xlsx"), new Dictionary<string, object> { ["Ghi chú"] = new[] { new { x = 1 } }, ["Số liệu"] = new[] { new { ma = "01", so = 1 }, new { ma = "02", so = 2 } } });
        var book = await File.ReadAllBytesAsync(folder.At("a.xlsx"), Cancel);
        const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        var absent = await own.SendAsync(HttpMethod.Put, $"{Content}?{Stated}&sheet=So%20lieu", type, book);
        var taken = await own.SendAsync(HttpMethod.Put, $"{Content}?{Stated}&sheet=S%E1%BB%91%20li%E1%BB%87u", type, book);

        Assert.Equal((422, "Số liệu"), (absent.Status, (string?)absent.Json["errors"]![0]!["suggestion"]));
        Assert.True(taken.Status == 201, taken.Text);
        Assert.Equal("""[{"ma":"01","so":1},{"ma":"02","so":2}]""", Compact((await own.Portal.ReadAsync("/api/v1/datasets/letters/records"))["data"]!));
    }

    [Fact]
    public async Task An_encoding_that_is_named_goes_before_what_the_text_looks_like()
    {
        await using var own = await PublishingPortal.StartAsync();
        var bytes = TextEncoding.Find("windows-1252")!.GetBytes("ma,ten\n01,café\n02,señor\n");
        var answer = await own.PutAsync($"{Content}?{Stated}&encoding=windows-1252", bytes);
        var unknown = await own.PutAsync($"{Content}?{Stated}&encoding=abc", bytes);

        Assert.True(answer.Status == 201, answer.Text);
        Assert.DoesNotContain("encoding-doubtful", answer.Text, StringComparison.Ordinal);
        Assert.Equal("café", (string?)(await own.Portal.ReadAsync("/api/v1/datasets/letters/records/01"))["data"]!["ten"]);
        Assert.Equal(428, unknown.Status); // by now it is there, and who replaces it says so
    }

    [Fact]
    public async Task A_trial_shows_the_descriptor_which_can_be_mended_and_sent()
    {
        await using var own = await PublishingPortal.StartAsync();
        var trial = await own.PutAsync($"{Content}?{Stated}&dry_run=true", Encoding.UTF8.GetBytes(Csv));
        var descriptor = trial.Json["descriptor"]!.DeepClone();
        var before = await own.Portal.AskAsync("/api/v1/datasets/letters");
        descriptor["title_en"] = "Letters";
        descriptor["resources"]![0]!["schema"]!["fields"]![2]!["name"] = "price_vnd";
        var described = await own.SendJsonAsync(HttpMethod.Put, "/api/v1/datasets/letters", descriptor);
        var published = await own.PutAsync(Content, Encoding.UTF8.GetBytes(Csv));

        Assert.Equal((200, "sound", 404), (trial.Status, (string?)trial.Json["outcome"], before.Status));
        Assert.Contains(trial.Json["report"]!["warnings"]!.AsArray(), warning => (string?)warning!["code"] == "header-row-found" || (string?)warning["code"] == "schema-doubtful");
        Assert.Equal("drafted", (string?)described.Json["outcome"]);
        Assert.True(published.Status == 201, published.Text);
        Assert.Null(published.Json["descriptor"]);
        Assert.Equal(1500, (int)(await own.Portal.ReadAsync("/api/v1/datasets/letters/records/01"))["data"]!["price_vnd"]!);
    }

    [Fact]
    public async Task What_the_gate_refuses_comes_with_the_descriptor_to_mend()
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.PutAsync($"{Content}?{Stated}", Encoding.UTF8.GetBytes("ma,dien_thoai\n01,0912345678\n02,0987654321\n"));
        var descriptor = answer.Json["descriptor"]!.DeepClone();
        descriptor["resources"]![0]!["schema"]!["fields"]![1]!["portal"] = new JsonObject { ["public"] = new JsonObject { ["reason"] = "Đường dây nóng của cơ quan" } };
        await own.SendJsonAsync(HttpMethod.Put, "/api/v1/datasets/letters", descriptor);
        var mended = await own.PutAsync(Content, Encoding.UTF8.GetBytes("ma,dien_thoai\n01,0912345678\n02,0987654321\n"));

        Assert.Equal((422, "content-rejected"), (answer.Status, answer.Code));
        Assert.All(answer.Json["errors"]!.AsArray(), error => Assert.Equal("personal-data", (string?)error!["code"]));
        Assert.True(mended.Status == 201, mended.Text);
    }

    [Theory]
    [InlineData("", "descriptor-needed", "license,provenance", 422)]
    [InlineData("license=CC-BY-4.0", "descriptor-needed", "provenance", 422)]
    [InlineData("provenance=official", "descriptor-needed", "license", 422)]
    [InlineData("license=CC-BY&provenance=official", "invalid-value", "license", 400)]
    [InlineData("license=CC-BY-4.0&provenance=oficial", "invalid-value", "provenance", 400)]
    public async Task Nobody_guesses_a_licence_or_a_provenance(string query, string code, string parameters, int status)
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.PutAsync($"{Content}?{query}", Encoding.UTF8.GetBytes(Csv));

        Assert.Equal((status, code, parameters), (answer.Status, answer.Code, string.Join(',', answer.Json["errors"]!.AsArray().Select(error => (string?)error!["parameter"]))));
    }

    [Fact]
    public async Task What_is_said_of_a_new_dataset_is_refused_where_it_is_described_and_a_key_must_be_for_new_datasets()
    {
        await using var own = await PublishingPortal.StartAsync();
        var known = await own.PutAsync($"{PublishingPortal.Content}?{Stated}", Encoding.UTF8.GetBytes(Csv), ("If-Match", "*"));
        var weak = await own.PutAsync($"{Content}?{Stated}", Encoding.UTF8.GetBytes(Csv), ("Authorization", $"Bearer {own.Portal.IssueKey("so-a", KeyScope.Publish)}"));

        Assert.Equal((400, "invalid-value", 2), (known.Status, known.Code, known.Json["errors"]!.AsArray().Count));
        Assert.Equal((403, "scope-missing"), (weak.Status, weak.Code));
        Assert.Equal(404, (await own.Portal.AskAsync("/api/v1/datasets/letters")).Status);
    }

    [Fact]
    public async Task A_licence_may_be_an_address()
    {
        await using var own = await PublishingPortal.StartAsync();
        await own.PutAsync($"{Content}?license=https://example.vn/giay-phep&provenance=compiled", Encoding.UTF8.GetBytes(Csv));

        Assert.Equal("https://example.vn/giay-phep", (string?)(await own.Portal.ReadAsync("/api/v1/datasets/letters"))["licences"]![0]!["url"]);
    }

    [Fact]
    public async Task An_id_that_no_dataset_can_have_is_told_before_anything_is_kept()
    {
        await using var own = await PublishingPortal.StartAsync();
        var answer = await own.PutAsync($"/api/v1/datasets/{new string('a', 300)}/content?{Stated}", Encoding.UTF8.GetBytes(Csv));

        Assert.Equal((422, "descriptor-invalid", "id"), (answer.Status, answer.Code, (string?)answer.Json["errors"]![0]!["parameter"]));
        Assert.Empty(own.LeftBehind());
    }

    [Fact]
    public async Task A_job_tells_the_descriptor_too_and_a_package_that_is_called_something_else_is_told()
    {
        await using var own = await PublishingPortal.StartAsync();
        var accepted = await own.PutAsync($"{Content}?{Stated}", Encoding.UTF8.GetBytes(Csv), ("Prefer", "respond-async"));
        JsonNode job;
        do
        {
            job = (await own.AskAsync(new Uri(accepted.Header("Location")!).PathAndQuery)).Json;
        }
        while ((string?)job["state"] is "waiting" or "running");
        using var package = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(package, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = new StreamWriter(await zip.CreateEntry("datapackage.json").OpenAsync(Cancel));
            await entry.WriteAsync(own.Descriptor("others").ToJsonString());
        }

        var zipped = await own.PutAsync($"/api/v1/datasets/others/content?{Stated}", package.ToArray());

        Assert.Equal(("published", "ma_chu"), ((string)job["outcome"]!, (string)job["descriptor"]!["resources"]![0]!["schema"]!["primaryKey"]!));
        Assert.True(zipped.Status is 415 or 422, zipped.Text);
    }

    private static string Compact(JsonNode node) => node.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
