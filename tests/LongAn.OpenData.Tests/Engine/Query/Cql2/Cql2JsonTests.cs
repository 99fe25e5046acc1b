using LongAn.OpenData.Query.Cql2;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2JsonTests
{
    [Theory]
    [InlineData("""{"op":"and","args":[{"op":">","args":[{"property":"area"},1]},{"op":"not","args":[{"op":"=","args":[{"property":"name"},"a"]}]}]}""", "area > 1 AND NOT name = 'a'")]
    [InlineData("""{"op":"or","args":[{"property":"open"},false]}""", "open OR FALSE")]
    [InlineData("""{"op":"like","args":[{"op":"casei","args":[{"property":"name"}]},{"op":"casei","args":["A%"]}]}""", "CASEI(name) LIKE CASEI('A%')")]
    [InlineData("""{"op":"=","args":[{"accenti":{"casei":{"property":"name"}}},{"accenti":"Đ"}]}""", "ACCENTI(CASEI(name)) = ACCENTI('Đ')")]
    [InlineData("""{"op":"between","args":[{"property":"area"},1,2e0]}""", "area BETWEEN 1 AND 2")]
    [InlineData("""{"op":"in","args":[{"property":"floors"},[1,2,3]]}""", "floors IN (1, 2, 3)")]
    [InlineData("""{"op":"isNull","args":[{"property":"floors"}]}""", "floors IS NULL")]
    [InlineData("""{"op":"=","args":[{"property":"area"},{"op":"-","args":[{"op":"*","args":[-1,{"property":"low"}]},{"op":"div","args":[{"property":"floors"},2]}]}]}""", "area = -low - floors div 2")]
    [InlineData("""{"op":"t_after","args":[{"property":"built"},{"date":"2020-01-31"}]}""", "T_AFTER(built, DATE('2020-01-31'))")]
    [InlineData("""{"op":"t_finishedBy","args":[{"interval":[{"property":"starts_at"},{"property":"ends_at"}]},{"interval":["..","2020-01-31T00:00:00Z"]}]}""", "T_FINISHEDBY(INTERVAL(starts_at, ends_at), INTERVAL('..', '2020-01-31T00:00:00Z'))")]
    [InlineData("""{"op":"<","args":[{"timestamp":"2020-01-31T00:00:00Z"},{"property":"starts_at"}]}""", "TIMESTAMP('2020-01-31T00:00:00Z') < starts_at")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[106,10,107,11]}]}""", "S_INTERSECTS(geometry, BBOX(106, 10, 107, 11))")]
    [InlineData("""{"op":"s_within","args":[{"coordinates":[[[0,0,5],[1,0,5],[1,1,5],[0,0,5]]],"type":"Polygon"},{"property":"boundary"}]}""", "S_WITHIN(POLYGON((0 0, 1 0, 1 1, 0 0)), boundary)")]
    [InlineData("""{"op":"s_touches","args":[{"property":"boundary"},{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"MultiLineString","coordinates":[[[0,0],[1,1]]]}]}]}""", "S_TOUCHES(boundary, GEOMETRYCOLLECTION(POINT(1 2), MULTILINESTRING((0 0, 1 1))))")]
    public void Json_and_text_say_the_same(string json, string text) =>
        Assert.Equal(Asked.Canonical(text), Asked.Canonical(json, Cql2Filter.JsonLanguage));

    [Theory]
    [InlineData("{\n  \"op\": \"=\",\n  \"args\": [{\"property\": \"nmae\"}, 1]\n}", "unknown-field 3:12 name")]
    [InlineData("{\"op\":\"=\",\"args\":[{\"property\":\"đất\"},1]}", "filter-type 1:38 '1'")]
    [InlineData("{\"op\":\"foo\",\"args\":[]}", "filter-unsupported 1:1")]
    [InlineData("{\"op\":\"s_intersect\",\"args\":[]}", "filter-unsupported 1:1 S_INTERSECTS")]
    [InlineData("{\"function\":{\"name\":\"avg\",\"args\":[{\"property\":\"area\"}]}}", "filter-unsupported 1:1")]
    [InlineData("{\"op\":\"a_containedBy\",\"args\":[{\"property\":\"tags\"},[\"a\"]]}", "filter-unsupported 1:1")]
    [InlineData("{\"op\":\"=\",\"args\":[{\"property\":\"area\"}]}", "filter-syntax 1:1")]
    [InlineData("{\"op\":\"=\"}", "filter-syntax 1:1")]
    [InlineData("{\"op\":\"=\",\"args\":[{\"propety\":\"area\"},1]}", "filter-syntax 1:19 property")]
    [InlineData("{\"op\":\"=\",\"args\":[{\"property\":\"area\"},null]}", "filter-syntax 1:39")]
    [InlineData("{\"op\":\"not\",\n\"args\":[true}", "filter-syntax 2:13")]
    [InlineData("area > 1", "filter-syntax 1:1")]
    [InlineData("", "filter-syntax 1:1")]
    [InlineData("{\"op\":\"in\",\"args\":[{\"property\":\"area\"},[]]}", "filter-syntax 1:40")]
    [InlineData("{\"op\":\"s_within\",\"args\":[{\"property\":\"geometry\"},{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1]]]}]}", "invalid-value 1:50")]
    public void A_mistake_in_json_says_where_it_is(string json, string mistake)
    {
        Assert.Null(Asked.Read(json, out var problems, Cql2Filter.JsonLanguage));

        Assert.Equal(mistake, Cql2ProblemTests.Told(Assert.Single(problems)));
    }
}
