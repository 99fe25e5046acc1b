using System.Text.Json.Nodes;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>Personal data is refused wherever it stands, and what only looks like it is not.</summary>
public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("note", "string", "Liên hệ 0903 123 456 để biết thêm", "phone:value")]
    [InlineData("note", "string", "+84 903.123.456", "phone:value")]
    [InlineData("note", "string", "02723826001", "phone:value")]
    [InlineData("note", "string", "gửi về an.nguyen@example.com nhé", "email:value")]
    [InlineData("note", "string", "080201012345", "identity-number:value")]
    [InlineData("note", "string", "số 079 099 001 234", "identity-number:value")]
    [InlineData("note", "string", "4111 1111 1111 1111", "bank-account:value")]
    [InlineData("account", "integer", "4111111111111111", "bank-account:value")]
    [InlineData("contact", "integer", "84903123456", "phone:value")]
    [InlineData("ho_ten", "string", "Nguyễn Văn A", "person-name:name")]
    [InlineData("NguoiDaiDien", "string", "Nguyễn Văn A", "person-name:name")]
    [InlineData("hoten", "string", "Nguyễn Văn A", "person-name:name")]
    [InlineData("so_dien_thoai", "integer", "903123456", "phone:value")]
    [InlineData("cccd", "string", "301234567", "identity-number:value")]
    [InlineData("birth_date", "date", "1990-01-01", "birth-date:name")]
    [InlineData("dia_chi_thuong_tru", "string", "Ấp 3, xã Mỹ Yên", "home-address:name")]
    [InlineData("so_tai_khoan", "integer", "19031234567", "bank-account:name")]
    [InlineData("so_ho_chieu", "string", "B1234567", "passport:name")]
    public void What_identifies_a_person_is_refused(string name, string type, string value, string rule)
    {
        var problem = Assert.Single(EnginePortal.Reject(Schema(name, type), Data(name, value)).Problems);

        Assert.Equal((ProblemCode.PersonalData, name, rule, 1L), (problem.Code, problem.Place!.Field, problem.Place.Rule, problem.Place.Row));
        Assert.Null(problem.Place.Value);
        Assert.DoesNotContain(value, problem.Message.Vi + problem.Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tax_code", "string", "0301234562")]
    [InlineData("mst", "string", "1101983767")]
    [InlineData("code", "string", "1.000650")]
    [InlineData("capital", "integer", "362731000000000")]
    [InlineData("capital", "integer", "500000000")]
    [InlineData("amount", "integer", "903123456")]
    [InlineData("decision", "string", "2628/QĐ-BTC ngày 01/05/2022")]
    [InlineData("note", "string", "1022, 113, 1900 1022")]
    [InlineData("id", "string", "001912345678")]
    [InlineData("id", "string", "AB0903123456")]
    [InlineData("at", "string", "2022-05-01T08:30:00+07:00")]
    [InlineData("url", "string", "https://example.com/@longan/id=20220501083000")]
    [InlineData("ten_doanh_nghiep", "string", "Công ty TNHH A")]
    [InlineData("dia_chi", "string", "Số 111, Ấp Long Thạnh")]
    [InlineData("phone", "string", "không có")]
    [InlineData("so_thue_bao_dien_thoai", "integer", "120000")]
    [InlineData("has_email", "boolean", "true")]
    public async Task What_identifies_nobody_is_published(string name, string type, string value)
    {
        Assert.Single(await EnginePortal.Import(Schema(name, type), Data(name, value)));
    }

    [Fact]
    public void A_field_of_tax_codes_may_have_one_that_is_wrong_and_a_telephone_between_them_is_found_where_they_are_none()
    {
        var codes = string.Concat(Enumerable.Range(0, 30).Select(i => Checked(30_000_000L + i)).Append("0301234569").Select((code, i) => $"{i},{code}\n"));
        var phones = string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},03{12_345_671 + (i * 7)}\n"));

        Assert.True(Publish("n", "id,n\n" + codes));
        Assert.False(Publish("n", "id,n\n" + phones));
    }

    [Fact]
    public void A_field_that_says_why_it_is_public_is_published_with_the_reason()
    {
        using var portal = new EnginePortal();
        portal.Write("rows", """{"fields": [{"name": "phone", "portal": {"public": {"reason": "Số của cơ quan, niêm yết tại trụ sở", "reason_en": "The office's own number"}}}]}""", "phone\n02723826001\n");
        var result = portal.Publish("rows");

        Assert.Empty(result.Report.Problems);
        Assert.Equal("The office's own number", portal.Find("rows").Schema.Fields[0].PublicReason!.En);
    }

    [Fact]
    public void A_reason_that_is_empty_is_none()
    {
        var problem = Assert.Single(Descriptors.Problems(Descriptors.Package("""{"fields": [{"name": "phone", "portal": {"public": {}}}]}""")));

        Assert.Equal("/resources/0/schema/fields/0/portal/public/reason", problem.Place!.Field);
    }

    [Fact]
    public void Many_nine_digit_numbers_are_doubted_and_published()
    {
        using var portal = new EnginePortal();
        portal.Write("rows", """{"fields": [{"name": "n"}]}""", "n\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"30123456{i % 10}\n")));

        Assert.Equal(ProblemCode.ValueDoubtful, Assert.Single(portal.Publish("rows").Report.Warnings).Code);
    }

    [Theory]
    [InlineData("079203001234", "identity numbers")]
    [InlineData("CCCD 079203001234 cấp 2021", "identity numbers")]
    [InlineData("4111111111111111", "bank accounts and cards")]
    public void A_number_that_may_be_one_by_chance_is_doubted_and_published(string value, string kind)
    {
        using var portal = new EnginePortal();
        portal.Write("rows", """{"fields": [{"name": "n"}]}""", $"n\nabc\n{value}\nxyz\n");

        Assert.Equal($"The field n has 1 values that look like {kind}, the first in row 2. See whether they are personal data.", Assert.Single(portal.Publish("rows").Report.Warnings).Message.En);
    }

    [Theory]
    [InlineData("5", null)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("4", "Row 1, field people: a group must be of at least 5 (or 0); the value is \"4\".")]
    public void A_group_that_is_too_small_is_an_error_where_a_least_size_is_declared(string people, string? expected)
    {
        using var portal = new EnginePortal();
        var folder = portal.Write("rows", """{"fields": [{"name": "area"}, {"name": "people", "type": "integer"}]}""", $"area,people\na,{people}\n");
        folder.Resource["portal"] = JsonNode.Parse("""{"minimumGroupSize": {"size": 5, "fields": ["people"]}}""");
        folder.Save();

        Assert.Equal(expected, portal.Publish("rows").Report.Problems.SingleOrDefault()?.Message.En);
    }

    private static bool Publish(string field, string data)
    {
        using var portal = new EnginePortal();
        portal.Write("rows", $$"""{"fields": [{"name": "id"}, {"name": "{{field}}"}]}""", data);
        return portal.Publish("rows").Report.IsSound;
    }

    private static string Checked(long nine)
    {
        var digits = System.Text.Encoding.ASCII.GetBytes($"0{nine}0");
        var rest = LongAn.OpenData.Catalog.TaxCode.Remainder(digits);
        return rest == 0 ? Checked(nine + 1000) : $"0{nine}{10 - rest}";
    }

    private static string Schema(string name, string type) => $$"""{"fields": [{"name": "{{name}}", "type": "{{type}}"}]}""";

    private static string Data(string name, string value) => $"{name}\n\"{value}\"\n";
}
