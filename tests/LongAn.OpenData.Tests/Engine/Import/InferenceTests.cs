using System.Text.Json.Nodes;
using LongAn.OpenData.Import;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>What a column's values make of its field; and that the whole file is then read by it.</summary>
public sealed class InferenceTests
{
    [Theory]
    [InlineData("n", "1|20|-3", """{"type":"integer"}""")]
    [InlineData("n", "01|20", """{"type":"string"}""")]
    [InlineData("Mã huyện", "794|795", """{"type":"string"}""")]
    [InlineData("n", "1234567890123456|1", """{"type":"string"}""")]
    [InlineData("n", "1.000650|1.000651", """{"type":"string"}""")]
    [InlineData("latitude", "10.53260|10.78379", """{"type":"number"}""")]
    [InlineData("n", "1.5|2|0.25", """{"type":"number"}""")]
    [InlineData("n", ".5|-.25", """{"type":"number"}""")]
    [InlineData("n", "1.525|2.100", """{"type":"integer","groupChar":"."}""")]
    [InlineData("n", "1.525|12.345.678,5", """{"type":"number","decimalChar":",","groupChar":"."}""")]
    [InlineData("n", "104,69%|98,1%", """{"type":"number","decimalChar":",","bareNumber":false,"unit":"%"}""")]
    [InlineData("n", "1,525,000|2", """{"type":"integer","decimalChar":".","groupChar":","}""")]
    [InlineData("n", "10,5|2", """{"type":"number","decimalChar":","}""")]
    [InlineData("n", "01/05/2022|31/12/2021", """{"type":"date","format":"%d/%m/%Y"}""")]
    [InlineData("n", "1-5-2022|31-12-2021", """{"type":"date","format":"%d-%m-%Y"}""")]
    [InlineData("n", "05/31/2022|12/30/2021", """{"type":"date","format":"%m/%d/%Y"}""")]
    [InlineData("n", "2022-05-01", """{"type":"date"}""")]
    [InlineData("n", "2022-05-01T08:30:00+07:00", """{"type":"datetime"}""")]
    [InlineData("n", "01/05/2022 08:30|31/12/2021 23:59", """{"type":"datetime","format":"%d/%m/%Y %H:%M"}""")]
    [InlineData("n", "có|không", """{"type":"boolean","trueValues":["có"],"falseValues":["không"]}""")]
    [InlineData("n", "true|false", """{"type":"boolean"}""")]
    [InlineData("n", "1|x", """{"type":"string"}""")]
    [InlineData("n", "1|N/A|2", """{"type":"integer","missingValues":["","N/A"]}""")]
    [InlineData("n", "|", """{"type":"string"}""")]
    public void A_column_is_what_all_its_values_are(string title, string values, string expected)
    {
        var rows = values.Split('|');
        var (draft, report) = Draft($"{title};other\n{string.Concat(rows.Select(value => $"\"{value}\";x\n"))}");

        var field = draft["resources"]![0]!["schema"]!["fields"]![0]!.DeepClone().AsObject();
        field.Remove("name");
        field.Remove("title");
        Assert.Equal(expected, field.ToJsonString(LongAn.OpenData.Catalog.PortalJson.Compact));
        Assert.Empty(report.Problems.Select(problem => problem.Message.En));
    }

    [Fact]
    public void A_type_that_changes_in_the_last_row_is_seen()
    {
        var (draft, _) = Draft("id;n\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i};{i}\n")) + "5000;không rõ\n");

        Assert.Equal("string", (string?)draft["resources"]![0]!["schema"]!["fields"]![1]!["type"]);
    }

    [Theory]
    [InlineData("STT;Mã số;Tên\n1;a;x\n2;b;x\n", "ma_so")]
    [InlineData("STT;Tên\n1;x\n2;x\n", null)]
    [InlineData("Tên;Số\nx;1\ny;1\n", "ten")]
    [InlineData("Mã;Số\na;1\na;2\n", null)]
    public void A_key_is_a_column_whose_values_differ(string data, string? key)
    {
        Assert.Equal(key, (string?)Draft(data).Draft["resources"]![0]!["schema"]!["primaryKey"]);
    }

    [Fact]
    public void Names_are_plain_letters_and_titles_stay()
    {
        var fields = Draft("Đơn vị (huyện);2022;Tỷ lệ %\na;1;2\n").Draft["resources"]![0]!["schema"]!["fields"]!.AsArray();

        Assert.Equal(["don_vi_huyen", "f_2022", "ty_le"], fields.Select(field => (string)field!["name"]!));
        Assert.Equal(["Đơn vị (huyện)", "2022", "Tỷ lệ %"], fields.Select(field => (string)field!["title"]!));
    }

    private static (JsonObject Draft, ImportReport Report) Draft(string data)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("sent.csv"), data);
        var report = new ImportReport("sent");
        var scratch = Directory.CreateDirectory(folder.At("scratch")).FullName;
        var received = FileCheck.Receive(folder.At("sent.csv"), "sent.csv", scratch, StatedForm.None, null, report, TestContext.Current.CancellationToken)!;
        using var staged = new DatasetImporter(folder.At("data")).Stage(scratch, received.Descriptor, _ => null, report, null, TestContext.Current.CancellationToken);
        return (received.Draft!, report);
    }
}
