using System.Globalization;
using CsCheck;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

/// <summary>Whatever the records and the question, every format has the same values in the same order. Two fields or more: a lone null in CSV is <c>""</c>.</summary>
public sealed class EqualityTests
{
    private const string Null = "∅";

    /// <summary>One random text in a hundred thousand looks like an e-mail address, which the gate would refuse.</summary>
    private const string Schema = """
        {"fields": [
          {"name": "id", "type": "integer"}, {"name": "text", "portal": {"public": {"reason": "Văn bản ngẫu nhiên"}}},
          {"name": "whole", "type": "integer", "portal": {"public": {"reason": "Số ngẫu nhiên"}}}, {"name": "real", "type": "number"}, {"name": "day", "type": "date"},
          {"name": "at", "type": "datetime"}, {"name": "time", "type": "time"}, {"name": "flag", "type": "boolean"}, {"name": "shape", "type": "geojson"}, {"name": "list", "type": "array"}
        ], "primaryKey": "id", "missingValues": ["∅"]}
        """;

    private static readonly string[] Names = ["id", "text", "whole", "real", "day", "at", "time", "flag", "list"];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf(new[] { "", " ", "007", "=1+1", "Đức Hòa", "Đu\u031B\u0301c", "a\r\nb", "\t", "\"", "a\"b,c;d|", "_x0041_", "😀", "\u0001", "<&>", "1e5", "null", "true", "'" }.Select(text => Gen.Const(text)).ToArray()),
        Gen.String[Gen.Char.Where(letter => letter != '\0' && letter != Null[0] && !char.IsSurrogate(letter)), 0, 12]);

    private static readonly Gen<DateTime> Moment = Gen.Long[DateTime.MinValue.AddDays(2).Ticks / 10_000, DateTime.MaxValue.AddDays(-2).Ticks / 10_000].Select(milliseconds => new DateTime(milliseconds * 10_000, DateTimeKind.Unspecified));

    private static readonly Gen<string[]> Row = Gen.Select(
        Text, Gen.Long, Gen.Double.Where(double.IsFinite), Moment, Gen.Bool, Gen.Int[0, 511],
        (text, whole, real, moment, flag, nulls) => new[]
        {
            text, whole.ToString(CultureInfo.InvariantCulture), real.ToString("R", CultureInfo.InvariantCulture), moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture), moment.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), flag ? "true" : "false",
            """{"type":"Point","coordinates":[106.25,10.5]}""", """[1,"a"]""",
        }.Select((value, i) => (nulls >> i & 1) == 1 ? Null : value).ToArray());

    private static readonly Gen<string> Question = Gen.Select(
        Gen.OneOf(new[] { "", "sort=-id", "sort=-real,text", "sort=day,-flag" }.Select(text => Gen.Const(text)).ToArray()), Gen.OneOf(new[] { "", "id__gte=3", "text__is_null=false", "flag=true" }.Select(text => Gen.Const(text)).ToArray()), Gen.Shuffle(Names, 2, Names.Length),
        (sort, filter, fields) => string.Join('&', new[] { sort, filter, "fields=" + string.Join(',', fields) }.Where(part => part.Length > 0)));

    [Fact]
    public Task Records_are_the_same_in_every_format() => Gen.Select(Row.List[0, 20], Question).SampleAsync((rows, question) => AssertSameAsync(rows, question), iter: 40, threads: 1);

    private static async Task AssertSameAsync(List<string[]> rows, string question)
    {
        var records = rows.Select((row, i) => $"{i + 1},{string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}\n");
        var (portal, dataset) = EnginePortal.With(Schema, "id,text,whole,real,day,at,time,flag,shape,list\n" + string.Concat(records));
        using (portal)
        {
            var fields = Plans.Of(dataset, question).Fields;
            var expected = await portal.Lines(dataset, question);
            foreach (var format in RecordFormat.For(dataset.Current))
                Assert.Equal(expected, await FormatReaders.LinesAsync(format, await Written.AsAsync(portal, dataset, format, question), fields));
        }
    }
}
