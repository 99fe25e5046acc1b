using System.Globalization;
using System.Text;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>A row that breaks its schema is told with file, row, field, value and rule, in both languages.</summary>
public sealed class RowErrorTests
{
    private const string Numbered = """{"fields": [{"name": "n", "type": "integer"}, {"name": "t"}], "primaryKey": "n"}""";

    /// <summary>One field of a type with constraints, one value that breaks them.</summary>
    [Theory]
    [InlineData("integer", "", "abc", "type-mismatch", "type", "takes a whole number", "cần số nguyên")]
    [InlineData("integer", """ "groupChar": "." """, "1.5", "type-mismatch", "type", "takes a whole number (1.234)", "cần số nguyên (1.234)")]
    [InlineData("number", "", "NaN", "type-mismatch", "type", "takes a number with a decimal point", "cần số, dùng dấu chấm thập phân")]
    [InlineData("number", """ "groupChar": ".", "decimalChar": "," """, "1,234.5", "type-mismatch", "type", "takes a number (1.234,5)", "cần số (1.234,5)")]
    [InlineData("date", "", "31/12/2022", "type-mismatch", "type", "takes a date, yyyy-MM-dd", "cần ngày yyyy-MM-dd")]
    [InlineData("date", """ "format": "%d/%m/%Y" """, "31/02/2022", "type-mismatch", "type", "takes a date that exists, written d/M/yyyy", "cần ngày có thật, viết theo mẫu d/M/yyyy")]
    [InlineData("boolean", "", "maybe", "type-mismatch", "type", "takes true or false", "cần true hoặc false")]
    [InlineData("boolean", """ "trueValues": ["có"], "falseValues": ["không"] """, "yes", "type-mismatch", "type", "takes true or false (có, không)", "cần true hoặc false (có, không)")]
    [InlineData("string", """ "format": "email" """, "nobody", "type-mismatch", "type", "takes text (email)", "cần chuỗi ký tự (email)")]
    [InlineData("string", """ "constraints": {"required": true} """, "", "constraint-broken", "required", "is required", "là bắt buộc")]
    [InlineData("string", """ "constraints": {"pattern": "[0-9]{10}"} """, "0123", "constraint-broken", "pattern", "must match [0-9]{10}", "phải khớp [0-9]{10}")]
    [InlineData("string", """ "constraints": {"pattern": "a|b"} """, "ac", "constraint-broken", "pattern", "must match a|b", "phải khớp a|b")]
    [InlineData("string", """ "constraints": {"pattern": "[0-9]+"} """, "123\n", "constraint-broken", "pattern", "must match [0-9]+", "phải khớp [0-9]+")]
    [InlineData("string", """ "constraints": {"enum": ["có", "không"]} """, "Có", "constraint-broken", "enum", "must be one of: có, không", "phải là một trong: có, không")]
    [InlineData("integer", """ "constraints": {"enum": [1, 2]} """, "3", "constraint-broken", "enum", "must be one of: 1, 2", "phải là một trong: 1, 2")]
    [InlineData("number", """ "constraints": {"enum": [1, 2.5]} """, "3", "constraint-broken", "enum", "must be one of: 1, 2.5", "phải là một trong: 1, 2.5")]
    [InlineData("boolean", """ "constraints": {"enum": [true]} """, "false", "constraint-broken", "enum", "must be one of: true", "phải là một trong: true")]
    [InlineData("integer", """ "constraints": {"minimum": 1} """, "0", "constraint-broken", "minimum", "must be at least 1", "không được nhỏ hơn 1")]
    [InlineData("number", """ "constraints": {"maximum": 100} """, "100.5", "constraint-broken", "maximum", "must be at most 100", "không được lớn hơn 100")]
    [InlineData("number", """ "constraints": {"exclusiveMinimum": 0} """, "0", "constraint-broken", "exclusiveMinimum", "must be greater than 0", "phải lớn hơn 0")]
    [InlineData("date", """ "constraints": {"exclusiveMaximum": "2025-07-01"} """, "2025-07-01", "constraint-broken", "exclusiveMaximum", "must be less than 2025-07-01", "phải nhỏ hơn 2025-07-01")]
    [InlineData("year", """ "constraints": {"minimum": "1976"} """, "1975", "constraint-broken", "minimum", "must be at least 1976", "không được nhỏ hơn 1976")]
    [InlineData("string", """ "constraints": {"minLength": 3} """, "đức", null, null, null, null)] // characters, not bytes
    [InlineData("string", """ "constraints": {"minLength": 4} """, "đức", "constraint-broken", "minLength", "must be at least 4 long", "phải dài ít nhất 4")]
    [InlineData("string", """ "constraints": {"maxLength": 3} """, "😀😀😀", null, null, null, null)]
    [InlineData("string", """ "constraints": {"maxLength": 2} """, "đức", "constraint-broken", "maxLength", "must be at most 2 long", "dài nhất là 2")]
    [InlineData("list", """ "delimiter": ";", "constraints": {"maxLength": 2} """, "a;b;c", "constraint-broken", "maxLength", "must be at most 2 long", "dài nhất là 2")]
    [InlineData("object", """ "constraints": {"minLength": 2} """, """{"a": 1}""", "constraint-broken", "minLength", "must be at least 2 long", "phải dài ít nhất 2")]
    [InlineData("object", """ "constraints": {"minLength": 2} """, """{"a": 1, "a": 2}""", null, null, null, null)] // a repeated member is JSON
    [InlineData("array", "", "{}", "type-mismatch", "type", "takes a JSON array", "cần mảng JSON")]
    [InlineData("geopoint", "", "10.5, 106.4", "type-mismatch", "type", "takes a position [longitude, latitude] in degrees", "cần tọa độ [kinh độ, vĩ độ], đơn vị độ")]
    public async Task A_value_that_breaks_a_rule_is_told_with_its_place(string type, string options, string value, string? code, string? rule, string? en, string? vi)
    {
        var rest = options.Length == 0 ? "" : ", " + options;
        var schema = $$"""{"fields": [{"name": "id"}, {"name": "v", "type": "{{type}}"{{rest}}}]}""";
        var data = $"id,v\nfirst,\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n";
        if (code is null)
        {
            Assert.Single(await EnginePortal.Import(schema, data));
            return;
        }

        var report = EnginePortal.Reject(schema, data);

        var problem = Assert.Single(report.Problems);
        Assert.Equal(code, problem.Code.Name);
        Assert.Equal(new ProblemPlace("data.csv", 1, "v", value, rule), problem.Place);
        Assert.Equal($"Row 1, field v: {en}; the value is \"{value}\".", problem.Message.En);
        Assert.Equal($"Dòng 1, trường v: {vi}; giá trị là «{value}».", problem.Message.Vi);
    }

    [Theory]
    [InlineData("1,a\n2\n3,c\n", "row-shape 2 shape: Row 2 has 1 cells, not 2.")]
    [InlineData("1,a\n2,b,c\n", "row-shape 2 shape: Row 2 has 3 cells, not 2.")]
    [InlineData("1,a\n2,\"b\"c\n", "row-syntax 2 syntax: Row 2 breaks the quoting rules: text stands behind a closing one; inside a cell a quote is written twice.")]
    [InlineData("1,a\n2,b\"c\n", "row-syntax 2 syntax: Row 2 breaks the quoting rules: one is in the midst of a cell that has none around it.")]
    [InlineData("1,a\n2,\"b\n3,c\n", "row-syntax 2 syntax: Row 2 breaks the quoting rules: one opens and never closes.")]
    [InlineData("1,a\n2,b\0c\n", "row-syntax 2 nul: Row 2 has a NUL character.")]
    [InlineData("1,a\n,b\n", "constraint-broken 2 required: Row 2, field n: is required; the value is \"\".")]
    [InlineData("2,a\n1,b\n2,c\n", "duplicate-key 3 primaryKey: Row 3: n is the same as in row 1; the value is \"2\".")]
    [InlineData("x,a\ny,b\n", "type-mismatch 1 type: Row 1, field n: takes a whole number; the value is \"x\".|type-mismatch 2 type: Row 2, field n: takes a whole number; the value is \"y\".")]
    public void A_bad_row_is_told_with_its_number_in_the_file(string rows, string expected)
    {
        var report = EnginePortal.Reject(Numbered, "n,t\n" + rows);

        Assert.Equal(expected, string.Join('|', report.Problems.Select(problem => $"{problem.Code.Name} {problem.Place!.Row} {problem.Place.Rule}: {problem.Message.En}")));
        Assert.All(report.Problems, problem => Assert.StartsWith("Dòng ", problem.Message.Vi, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistake_of_every_row_is_told()
    {
        var report = EnginePortal.Reject(
            """{"fields": [{"name": "n", "type": "integer"}, {"name": "d", "type": "date"}, {"name": "t", "constraints": {"required": true}}]}""",
            "n,d,t\nx,y,\n1,2022-01-01,ok\nz,2022-02-30,ok\n");

        Assert.Equal(["1 n", "1 d", "1 t", "3 n", "3 d"], report.Problems.Select(problem => $"{problem.Place!.Row} {problem.Place.Field}"));
        Assert.Equal((5, 3), (report.ErrorCount, report.RowCount));
    }

    [Fact]
    public void A_thousand_errors_are_listed_and_all_are_counted()
    {
        var report = EnginePortal.Reject(Numbered, "n,t\n" + string.Concat(Enumerable.Range(0, 1_500).Select(i => $"x{i},a\n")));

        Assert.Equal((1_500, 1_500), (report.ErrorCount, report.RowCount));
        Assert.Equal(ImportReport.MostListed, report.Problems.Count);
        Assert.Equal(["x0", "x999"], [report.Problems[0].Place!.Value, report.Problems[^1].Place!.Value]);
    }

    [Fact]
    public void A_long_value_is_cut_and_never_in_the_middle_of_a_character()
    {
        var report = EnginePortal.Reject("""{"fields": [{"name": "n", "type": "integer"}]}""", "n\n" + new string('x', 199) + "😀" + new string('y', 5_000) + "\n");

        var value = Assert.Single(report.Problems).Place!.Value!;
        Assert.InRange(value.Length, 199, 202);
        Assert.EndsWith("…", value, StringComparison.Ordinal);
        Assert.DoesNotContain(value.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
    }

    [Fact]
    public void Rows_are_numbered_as_in_the_file_although_it_is_not_in_key_order()
    {
        var rows = Enumerable.Range(0, 2_000).Select(i => 2_000 - i).ToList();
        rows[1_234] = rows[17];
        var report = EnginePortal.Reject(Numbered, "n,t\n" + string.Concat(rows.Select(n => $"{n},a\n")));

        var place = Assert.Single(report.Problems).Place!;
        Assert.Equal(new ProblemPlace("data.csv", 1_235, "n", rows[17].ToString(CultureInfo.InvariantCulture), "primaryKey"), place);
        Assert.Contains("the same as in row 18", report.Problems[0].Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_composite_key_and_a_unique_field_are_told_apart()
    {
        var report = EnginePortal.Reject(
            """{"fields": [{"name": "a"}, {"name": "b"}, {"name": "u", "constraints": {"unique": true}}], "primaryKey": ["a", "b"]}""",
            "a,b,u\nx,1,p\nx,2,\nx,1,q\ny,1,p\nz,1,\n");

        Assert.Equal(
            ["unique 4 u p", "primaryKey 3 a, b x,1"],
            report.Problems.Select(problem => $"{problem.Place!.Rule} {problem.Place.Row} {problem.Place.Field} {problem.Place.Value}"));
    }

    [Theory]
    [InlineData("c,d\n2,x\n1,nowhere\n3,\n4,y\n", 2)] // not in key order
    [InlineData("c,d\n1,x\n2,y\n3,nowhere\n", 3)] // in key order
    public void A_foreign_key_to_a_record_that_is_not_there_is_told_with_its_row(string data, long row)
    {
        using var portal = new EnginePortal();
        portal.Write("districts", """{"fields": [{"name": "code"}], "primaryKey": "code"}""", "code\nx\ny\n");
        portal.Write("communes", """{"fields": [{"name": "c"}, {"name": "d"}], "primaryKey": "c", "foreignKeys": [{"fields": "d", "reference": {"package": "districts", "resource": "districts", "fields": "code"}}]}""", data);

        var problem = Assert.Single(portal.Publish("communes").Report.Problems);

        Assert.Equal(ProblemCode.ForeignKeyBroken, problem.Code);
        Assert.Equal(new ProblemPlace("data.csv", row, "d", "nowhere", "foreignKeys"), problem.Place);
        Assert.Equal($"Row {row}: d is not in districts; the value is \"nowhere\".", problem.Message.En);
        Assert.Equal($"Dòng {row}: d không có trong districts; giá trị là «nowhere».", problem.Message.Vi);
    }

    [Fact]
    public void A_record_may_point_to_another_of_its_own_dataset_before_or_after_it()
    {
        using var portal = new EnginePortal();
        const string Schema = """{"fields": [{"name": "c"}, {"name": "p"}], "primaryKey": "c", "foreignKeys": [{"fields": "p", "reference": {"resource": "", "fields": "c"}}]}""";
        var package = portal.Write("tree", Schema, "c,p\n1,\n2,3\n3,1\n");

        Assert.True(portal.Publish("tree").Report.IsSound);

        package.SaveData("c,p\n1,\n2,4\n3,1\n");
        Assert.Equal((2, "4"), (portal.Publish("tree").Report.Problems[0].Place!.Row, portal.Publish("tree").Report.Problems[0].Place!.Value));
    }

    [Fact]
    public void A_composite_foreign_key_is_looked_up_whole()
    {
        using var portal = new EnginePortal();
        portal.Write("places", """{"fields": [{"name": "a"}, {"name": "b", "type": "integer"}], "primaryKey": ["a", "b"]}""", "a,b\nx,1\ny,2\n");
        portal.Write("visits", """{"fields": [{"name": "a"}, {"name": "b", "type": "integer"}], "foreignKeys": [{"fields": ["a", "b"], "reference": {"resource": "places", "package": "places", "fields": ["a", "b"]}}]}""", "a,b\nx,1\nx,2\n,2\ny,2\n");

        Assert.Equal("2 a, b x,2", string.Join('|', portal.Publish("visits").Report.Problems.Select(problem => $"{problem.Place!.Row} {problem.Place.Field} {problem.Place.Value}")));
    }

    [Fact]
    public void A_code_must_have_been_in_force_on_the_day_that_the_record_says()
    {
        using var portal = new EnginePortal();
        var wards = portal.Write("a-wards", """{"fields": [{"name": "code"}, {"name": "from", "type": "date"}, {"name": "to", "type": "date"}], "primaryKey": "code"}""", "code,from,to\n1,2000-01-01,2025-06-30\n2,2025-07-01,\n");
        wards.Resource["portal"] = System.Text.Json.Nodes.JsonNode.Parse("""{"validity": {"from": "from", "to": "to"}}""");
        wards.Save();
        portal.Write("rows", """
            {"fields": [{"name": "ward", "portal": {"validOn": "day"}}, {"name": "day", "type": "date"}],
             "foreignKeys": [{"fields": "ward", "reference": {"package": "a-wards", "resource": "a-wards", "fields": "code"}}]}
            """, "ward,day\n1,2025-06-30\n1,2025-07-01\n2,2025-06-30\n2,2025-07-01\n1,\n,2025-07-01\n");

        Assert.Equal(
            ["Row 2: ward \"1\" was not in force on 2025-07-01 (day).", "Row 3: ward \"2\" was not in force on 2025-06-30 (day)."],
            portal.Publish("rows").Report.Problems.Select(problem => problem.Message.En));
    }
}
