using System.Text;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

public sealed class FormatOptionTests
{
    private const string Schema = """
        {"fields": [
          {"name": "id", "type": "integer", "title": "Mã, số", "title_en": "Id"}, {"name": "text", "title": "Chữ"}, {"name": "day", "type": "date"}, {"name": "month", "type": "yearmonth"}
        ], "primaryKey": "id", "missingValues": ["∅"]}
        """;

    [Theory]
    [InlineData("", "id,text,day,month\r\n7,a;b|c,2022-02-01,2022-02\r\n")]
    [InlineData("delimiter=semicolon", "id;text;day;month\r\n7;\"a;b|c\";2022-02-01;2022-02\r\n")]
    [InlineData("delimiter=;", "id;text;day;month\r\n7;\"a;b|c\";2022-02-01;2022-02\r\n")]
    [InlineData("delimiter=tab", "id\ttext\tday\tmonth\r\n7\ta;b|c\t2022-02-01\t2022-02\r\n")]
    [InlineData("delimiter=|&header=none", "7|\"a;b|c\"|2022-02-01|2022-02\r\n")]
    [InlineData("header=titles_vi", "\"Mã, số\",Chữ,day,month\r\n7,a;b|c,2022-02-01,2022-02\r\n")]
    [InlineData("header=titles_en", "Id,Chữ,day,month\r\n7,a;b|c,2022-02-01,2022-02\r\n")]
    [InlineData("header=none&bom=true", "\uFEFF7,a;b|c,2022-02-01,2022-02\r\n")]
    [InlineData("header=none&bom=false&profile=rfc4180", "7,a;b|c,2022-02-01,2022-02\r\n")]
    [InlineData("profile=excel&header=none", "\uFEFF7,a;b|c,2022-02-01,\"=\"\"2022-02\"\"\"\r\n")]
    public async Task An_option_changes_the_CSV_so(string options, string expected)
    {
        Assert.Equal(expected, await CsvAsync("7,a;b|c,2022-02-01,2022-02", options));
    }

    /// <summary>LibreOffice 7.4 and Excel show the text of each, as it is or behind the apostrophe.</summary>
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+84", "'+84")]
    [InlineData("-5", "'-5")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\ttab", "'\ttab")]
    [InlineData("001", "\"=\"\"001\"\"\"")]
    [InlineData("1.000650", "\"=\"\"1.000650\"\"\"")]
    [InlineData("1-2", "\"=\"\"1-2\"\"\"")]
    [InlineData("MAR1", "\"=\"\"MAR1\"\"\"")]
    [InlineData("5E3", "\"=\"\"5E3\"\"\"")]
    [InlineData("true", "\"=\"\"true\"\"\"")]
    [InlineData("Đức Hòa 1", "Đức Hòa 1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "\"\"")]
    public async Task For_a_spreadsheet_text_stays_text(string value, string cell)
    {
        Assert.Equal($"\uFEFF1,{cell},,\r\n", await CsvAsync($"1,\"{value}\",∅,∅", "profile=excel&header=none"));
    }

    [Theory]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("-1000000000000000", "\"=\"\"-1000000000000000\"\"\"")]
    [InlineData("9223372036854775807", "\"=\"\"9223372036854775807\"\"\"")]
    public async Task For_a_spreadsheet_a_whole_number_keeps_its_digits(string value, string cell)
    {
        Assert.Equal($"\uFEFF{cell},a,,\r\n", await CsvAsync($"{value},a,∅,∅", "profile=excel&header=none"));
    }

    [Theory]
    [InlineData("json", """[{"id":"-9223372036854775808","text":null}]""")]
    [InlineData("ndjson", "{\"id\":\"-9223372036854775808\",\"text\":null}\n")]
    public async Task Whole_numbers_are_strings_where_that_is_asked_for(string format, string expected)
    {
        Assert.Equal(expected, await WriteAsync(RecordFormat.Find(format)!, "-9223372036854775808,∅,∅,∅", "numbers=string&fields=id,text"));
    }

    [Theory]
    [InlineData("csv", "delimiter=semicolo", "invalid-value", "semicolon")]
    [InlineData("csv", "bom=yes", "invalid-value", null)]
    [InlineData("csv", "header=title_vi", "invalid-value", "titles_vi")]
    [InlineData("csv", "profile=exel", "invalid-value", "excel")]
    [InlineData("json", "numbers=strng", "invalid-value", "string")]
    [InlineData("csv", "numbers=string", "option-not-for-format", null)]
    [InlineData("json", "delimiter=tab", "option-not-for-format", null)]
    [InlineData("xlsx", "bom=true", "option-not-for-format", null)]
    [InlineData("parquet", "profile=excel", "option-not-for-format", null)]
    public void A_mistake_in_an_option_is_told(string format, string options, string code, string? suggestion)
    {
        List<Problem> problems = [];
        FormatOptions.Read(Plans.Request(options), RecordFormat.Find(format)!, problems);

        var problem = Assert.Single(problems);
        Assert.Equal((code, options.Split('=')[0], suggestion), (problem.Code.Name, problem.Parameter, problem.Suggestion));
    }

    [Fact]
    public void Options_that_change_nothing_make_no_other_answer()
    {
        Assert.Equal("", Read("delimiter=comma&bom=false&header=names&profile=rfc4180").Tag);
        Assert.NotEqual(Read("delimiter=tab").Tag, Read("delimiter=pipe").Tag);
    }

    private static FormatOptions Read(string options) => FormatOptions.Read(Plans.Request(options), RecordFormat.Csv, []);

    private static Task<string> CsvAsync(string record, string query) => WriteAsync(RecordFormat.Csv, record, query);

    private static async Task<string> WriteAsync(RecordFormat format, string record, string query)
    {
        var (portal, dataset) = EnginePortal.With(Schema, $"id,text,day,month\n{record}\n");
        using (portal)
            return Encoding.UTF8.GetString(await Written.AsAsync(portal, dataset, format, query));
    }
}
