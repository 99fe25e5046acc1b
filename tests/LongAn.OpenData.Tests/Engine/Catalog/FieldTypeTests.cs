using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Catalog;

/// <summary>What each type of Table Schema takes, in the formats publishers use. Expected: the value in the portal's own form; null is refused.</summary>
public sealed class FieldTypeTests
{
    private const string Vietnamese = """ "groupChar": ".", "decimalChar": "," """;

    [Theory]
    [InlineData("string", "", "Bến Lức", "Bến Lức")]
    [InlineData("string", "", " spaces stay ", " spaces stay ")]
    [InlineData("string", "", "1.000650", "1.000650")]
    [InlineData("string", "", "007", "007")]
    [InlineData("string", """ "format": "email" """, "so.khdt@longan.gov.vn", "so.khdt@longan.gov.vn")]
    [InlineData("string", """ "format": "email" """, "longan.gov.vn", null)]
    [InlineData("string", """ "format": "email" """, "a@b@c", null)]
    [InlineData("string", """ "format": "email" """, "@longan.gov.vn", null)]
    [InlineData("string", """ "format": "uri" """, "https://longan.gov.vn/a?b=1", "https://longan.gov.vn/a?b=1")]
    [InlineData("string", """ "format": "uri" """, "longan.gov.vn", null)]
    [InlineData("string", """ "format": "uri" """, "/not/absolute", null)]
    [InlineData("string", """ "format": "uuid" """, "95ecc380-afe9-11e4-9b6c-751b66dd541e", "95ecc380-afe9-11e4-9b6c-751b66dd541e")]
    [InlineData("string", """ "format": "uuid" """, "95ecc380", null)]
    [InlineData("string", """ "format": "binary" """, "TG9uZyBBbg==", "TG9uZyBBbg==")]
    [InlineData("string", """ "format": "binary" """, "Long An!", null)]
    [InlineData("any", "", "anything, 1", "anything, 1")]
    public void Text(string type, string options, string text, string? expected) => Check(type, options, text, expected);

    [Theory]
    [InlineData("", "0", "0")]
    [InlineData("", "-0", "0")]
    [InlineData("", "+5", "5")]
    [InlineData("", "007", "7")]
    [InlineData("", "9223372036854775807", "9223372036854775807")]
    [InlineData("", "9223372036854775808", null)]
    [InlineData("", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("", "-9223372036854775809", null)]
    [InlineData("", "1.0", null)]
    [InlineData("", "1e3", null)]
    [InlineData("", "1,000", null)]
    [InlineData("", " 1", null)]
    [InlineData("", "1 ", null)]
    [InlineData("", "", null)]
    [InlineData("", "-", null)]
    [InlineData("", "NaN", null)]
    [InlineData("", "một", null)]
    [InlineData("", "１２", null)] // full-width digits
    [InlineData(""" "groupChar": "." """, "1.525", "1525")]
    [InlineData(""" "groupChar": "." """, "1.234.567", "1234567")]
    [InlineData(""" "groupChar": "." """, "-1.525", "-1525")]
    [InlineData(""" "groupChar": "." """, "1525", "1525")]
    [InlineData(""" "groupChar": "." """, "1.5", null)] // never fifteen
    [InlineData(""" "groupChar": "." """, "1.52", null)]
    [InlineData(""" "groupChar": "." """, "1.5255", null)]
    [InlineData(""" "groupChar": "." """, "1525.000", null)]
    [InlineData(""" "groupChar": "." """, "1..525", null)]
    [InlineData(""" "groupChar": "." """, "0.125", null)] // never 125
    [InlineData(""" "groupChar": "." """, "-0.001", null)]
    [InlineData(""" "groupChar": "." """, "012.525", null)]
    [InlineData(""" "groupChar": "." """, "+1.525", "1525")]
    [InlineData(""" "groupChar": "." """, ".525", null)]
    [InlineData(""" "groupChar": "." """, "-.525", null)]
    [InlineData(""" "groupChar": "." """, "525.", null)]
    [InlineData(""" "groupChar": "," """, "1,234,567", "1234567")]
    [InlineData(""" "groupChar": " " """, "1 234 567", "1234567")]
    [InlineData(""" "groupChar": "." """, "9.223.372.036.854.775.807", "9223372036854775807")]
    [InlineData(""" "groupChar": "." """, "9.223.372.036.854.775.808", null)]
    [InlineData(""" "bareNumber": false """, "95%", "95")]
    [InlineData(""" "bareNumber": false """, "VND 1525", "1525")]
    [InlineData(""" "bareNumber": false """, "-5 °C", "-5")]
    [InlineData(""" "bareNumber": false """, "- 5", null)] // neither 5 nor -5: nobody guesses
    [InlineData(""" "bareNumber": false """, "-$5", null)]
    [InlineData(""" "bareNumber": false """, "−5", null)] // U+2212, the sign that is not a hyphen
    [InlineData(""" "bareNumber": false """, "(5)", null)] // five below zero, to a bookkeeper
    [InlineData(""" "bareNumber": false """, "none", null)]
    [InlineData(""" "bareNumber": false """, "5 to 7", null)]
    [InlineData(""" "bareNumber": false, "groupChar": "." """, "1.525 ha", "1525")]
    public void Integers(string options, string text, string? expected) => Check("integer", options, text, expected);

    [Theory]
    [InlineData("", "1.5", "1.5")]
    [InlineData("", "0.1", "0.1")]
    [InlineData("", "-0.0", "0")]
    [InlineData("", "1e308", "1E+308")]
    [InlineData("", "1.7976931348623157e308", "1.7976931348623157E+308")]
    [InlineData("", "1e309", null)]
    [InlineData("", "-1e309", null)]
    [InlineData("", "5e-324", "5E-324")]
    [InlineData("", "9007199254740993", "9007199254740992")] // doubles, as JSON readers have them
    [InlineData("", "NaN", null)]
    [InlineData("", "INF", null)]
    [InlineData("", "-INF", null)]
    [InlineData("", "Infinity", null)]
    [InlineData("", "∞", null)]
    [InlineData("", "1,5", null)]
    [InlineData("", "1 000", null)]
    [InlineData("", "0x10", null)]
    [InlineData("", "1.5.2", null)]
    [InlineData("", "", null)]
    [InlineData(Vietnamese, "1.234,5", "1234.5")]
    [InlineData(Vietnamese, "-1.234.567,25", "-1234567.25")]
    [InlineData(Vietnamese, "104,69", "104.69")]
    [InlineData(Vietnamese, "1.234", "1234")]
    [InlineData(Vietnamese, "1.5", null)]
    [InlineData(Vietnamese, "1,234.5", null)]
    [InlineData(Vietnamese, "1,2,3", null)]
    [InlineData(Vietnamese, "1,234.567", null)]
    [InlineData(""" "decimalChar": "," """, "1234,5", "1234.5")]
    [InlineData(""" "decimalChar": "," """, "1234.5", null)]
    [InlineData(""" "decimalChar": "," """, "1.234,5", null)]
    [InlineData(""" "groupChar": "," """, "43,774.58", "43774.58")]
    [InlineData(""" "groupChar": "," """, "0,774.58", null)]
    [InlineData(""" "bareNumber": false """, "104.69%", "104.69")]
    [InlineData(""" "bareNumber": false """, "$ 1.5 tỷ", "1.5")]
    [InlineData(""" "bareNumber": false """, ".5 ha", null)] // not five
    [InlineData(""" "bareNumber": false, "decimalChar": "," """, "104,69 %", "104.69")]
    [InlineData(""" "bareNumber": false, "decimalChar": "," """, ",5 ha", null)]
    public void Numbers(string options, string text, string? expected) => Check("number", options, text, expected);

    [Theory]
    [InlineData("", "true", "1")]
    [InlineData("", "False", "0")]
    [InlineData("", "1", "1")]
    [InlineData("", "0", "0")]
    [InlineData("", "yes", null)]
    [InlineData("", "tRuE", null)]
    [InlineData(""" "trueValues": ["có"], "falseValues": ["không"] """, "có", "1")]
    [InlineData(""" "trueValues": ["có"], "falseValues": ["không"] """, "không", "0")]
    [InlineData(""" "trueValues": ["có"], "falseValues": ["không"] """, "true", null)]
    public void Booleans(string options, string text, string? expected) => Check("boolean", options, text, expected);

    [Theory]
    [InlineData("", "2022-02-28", "2022-02-28")]
    [InlineData("", "2024-02-29", "2024-02-29")]
    [InlineData("", "2023-02-29", null)]
    [InlineData("", "1900-02-29", null)]
    [InlineData("", "1802-06-01", "1802-06-01")] // before 1900, where spreadsheets end
    [InlineData("", "0001-01-01", "0001-01-01")]
    [InlineData("", "9999-12-31", "9999-12-31")]
    [InlineData("", "0000-01-01", null)]
    [InlineData("", "2022-13-01", null)]
    [InlineData("", "2022-00-10", null)]
    [InlineData("", "2022-01-00", null)]
    [InlineData("", "2022-1-1", null)]
    [InlineData("", "01/02/2022", null)]
    [InlineData("", "2022-01-01 ", null)]
    [InlineData("", "2022-01-01T00:00:00", null)]
    [InlineData(""" "format": "%d/%m/%Y" """, "01/02/2022", "2022-02-01")] // the first of February
    [InlineData(""" "format": "%d/%m/%Y" """, "1/2/2022", "2022-02-01")]
    [InlineData(""" "format": "%d/%m/%Y" """, "31/12/1899", "1899-12-31")]
    [InlineData(""" "format": "%d/%m/%Y" """, "31/02/2022", null)]
    [InlineData(""" "format": "%d/%m/%Y" """, "12/31/2022", null)]
    [InlineData(""" "format": "%d/%m/%Y" """, "2022-02-01", null)]
    [InlineData(""" "format": "%d/%m/%Y" """, "01-02-2022", null)]
    [InlineData(""" "format": "%d/%m/%Y" """, "01/02/22", null)]
    [InlineData(""" "format": "%d/%m/%y" """, "01/02/22", "2022-02-01")]
    [InlineData(""" "format": "fmt:%d.%m.%Y" """, "01.02.2022", "2022-02-01")]
    [InlineData(""" "format": "%Y%m%d" """, "20220201", "2022-02-01")]
    [InlineData(""" "format": "ngày %d tháng %m năm %Y" """, "ngày 1 tháng 2 năm 2022", "2022-02-01")]
    [InlineData(""" "format": "any" """, "01/02/2022", "2022-02-01")]
    [InlineData(""" "format": "any" """, "2022-02-01", "2022-02-01")]
    [InlineData(""" "format": "any" """, "February 2022", null)]
    public void Dates(string options, string text, string? expected) => Check("date", options, text, expected);

    [Theory]
    [InlineData("", "2022-05-01T08:30:00", "2022-05-01T08:30:00+07:00")] // without an offset: Vietnam's
    [InlineData("", "2022-05-01T08:30:00+07:00", "2022-05-01T08:30:00+07:00")]
    [InlineData("", "2022-05-01T01:30:00Z", "2022-05-01T08:30:00+07:00")]
    [InlineData("", "2022-04-30T20:30:00-05:00", "2022-05-01T08:30:00+07:00")]
    [InlineData("", "2022-12-31T17:00:00Z", "2023-01-01T00:00:00+07:00")]
    [InlineData("", "2022-05-01T08:30:00.250Z", "2022-05-01T15:30:00.25+07:00")]
    [InlineData("", "1899-12-31T00:00:00", "1899-12-31T00:00:00+07:00")]
    [InlineData("", "2022-05-01", null)]
    [InlineData("", "2022-05-01 08:30:00", null)]
    [InlineData("", "2022-05-01T24:00:01", null)]
    [InlineData("", "2022-05-01T08:60:00", null)]
    [InlineData("", "2022-02-30T08:00:00", null)]
    [InlineData("", "9999-12-31T23:59:59Z", null)] // has no date at +07:00
    [InlineData(""" "format": "%d/%m/%Y %H:%M" """, "01/05/2022 08:30", "2022-05-01T08:30:00+07:00")]
    [InlineData(""" "format": "%d/%m/%Y %H:%M" """, "31/02/2022 08:30", null)]
    [InlineData(""" "format": "%d/%m/%Y %H:%M:%S%z" """, "01/05/2022 08:30:00+00:00", "2022-05-01T15:30:00+07:00")]
    [InlineData(""" "format": "any" """, "01/05/2022 08:30", "2022-05-01T08:30:00+07:00")]
    [InlineData(""" "format": "any" """, "2022-05-01", "2022-05-01T00:00:00+07:00")]
    public void Instants(string options, string text, string? expected) => Check("datetime", options, text, expected);

    [Theory]
    [InlineData("time", "", "08:30:00", "08:30:00")]
    [InlineData("time", "", "08:30:00.5", "08:30:00.5")]
    [InlineData("time", "", "24:00:00", null)]
    [InlineData("time", "", "8:30", null)]
    [InlineData("time", """ "format": "%H:%M" """, "8:30", "08:30:00")]
    [InlineData("time", """ "format": "%I:%M %p" """, "8:30 PM", "20:30:00")]
    [InlineData("time", """ "format": "any" """, "8:30", "08:30:00")]
    [InlineData("year", "", "2022", "2022")]
    [InlineData("year", "", "0009", "9")]
    [InlineData("year", "", "-0044", "-44")]
    [InlineData("year", "", "22", null)]
    [InlineData("year", "", "20222", null)]
    [InlineData("year", "", "+202", null)]
    [InlineData("year", "", "-202", null)]
    [InlineData("year", "", "2022.", null)]
    [InlineData("yearmonth", "", "2022-05", "2022-05")]
    [InlineData("yearmonth", "", "2022-13", null)]
    [InlineData("yearmonth", "", "2022-00", null)]
    [InlineData("yearmonth", "", "05/2022", null)]
    [InlineData("duration", "", "P3D", "P3D")]
    [InlineData("duration", "", "P1Y2M10DT2H30M", "P1Y2M10DT2H30M")]
    [InlineData("duration", "", "PT0.5S", "PT0.5S")]
    [InlineData("duration", "", "-P2W", "-P2W")]
    [InlineData("duration", "", "P", null)]
    [InlineData("duration", "", "PT", null)]
    [InlineData("duration", "", "P1S", null)]
    [InlineData("duration", "", "3 ngày", null)]
    [InlineData("duration", "", "P3D\n", null)]
    [InlineData("duration", "", "P٣D", null)] // an Arabic three
    public void Times_years_months_and_durations(string type, string options, string text, string? expected) => Check(type, options, text, expected);

    [Theory]
    [InlineData("", "106.41, 10.53", "[106.41,10.53]")]
    [InlineData("", "106.41,10.53", "[106.41,10.53]")]
    [InlineData("", "-180, 90", "[-180,90]")]
    [InlineData("", "180.1, 10", null)]
    [InlineData("", "10.53, 106.41", null)] // the other way round: no latitude is 106
    [InlineData("", "106.41", null)]
    [InlineData("", "106.41, 10.53, 5", null)]
    [InlineData("", "106.41, ", null)]
    [InlineData("", "NaN, 10", null)]
    [InlineData(""" "format": "array" """, "[106.41, 10.53]", "[106.41,10.53]")]
    [InlineData(""" "format": "array" """, """["106.41", "10.53"]""", "[106.41,10.53]")]
    [InlineData(""" "format": "array" """, "[106.41]", null)]
    [InlineData(""" "format": "array" """, "[]", null)]
    [InlineData(""" "format": "array" """, "106.41, 10.53", null)]
    [InlineData(""" "format": "array" """, "null", null)]
    [InlineData(""" "format": "object" """, """{"lon": 106.41, "lat": 10.53}""", "[106.41,10.53]")]
    [InlineData(""" "format": "object" """, """{"lat": 10.53}""", null)]
    [InlineData(""" "format": "object" """, """{"lon": 1, "lon": 2, "lat": 10.53}""", null)]
    [InlineData(""" "format": "object" """, """{"lon": "\ud800", "lat": 10.53}""", null)]
    [InlineData(""" "format": "object" """, "[106.41, 10.53]", null)]
    public void Positions(string options, string text, string? expected) => Check("geopoint", options, text, expected);

    [Theory]
    [InlineData("geojson", "", """{"type": "Point", "coordinates": [106.4, 10.5]}""", """{"type":"Point","coordinates":[106.4,10.5]}""")]
    [InlineData("geojson", "", """{"type": "point"}""", null)]
    [InlineData("geojson", "", """{"type": 5}""", null)]
    [InlineData("geojson", "", """{"type": "Point"}""", null)]
    [InlineData("geojson", "", """{"type": "Point", "coordinates": [106.4]}""", null)]
    [InlineData("geojson", "", """{"type": "Point", "coordinates": ["106.4", "10.5"]}""", null)]
    [InlineData("geojson", "", """{"type": "Point", "coordinates": [1e999, 10.5]}""", null)]
    [InlineData("geojson", "", """{"type": "Point", "coordinates": []}""", """{"type":"Point","coordinates":[]}""")]
    [InlineData("geojson", "", """{"type": "Point", "coordinates": [106.4, 10.5, 3.0]}""", """{"type":"Point","coordinates":[106.4,10.5,3.0]}""")]
    [InlineData("geojson", "", """{"type": "LineString", "coordinates": [[106.4, 10.5]]}""", null)]
    [InlineData("geojson", "", """{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}""", null)]
    [InlineData("geojson", "", """{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}""", null)]
    [InlineData("geojson", "", """{"type": "Polygon", "coordinates": [[0, 0], [1, 0], [1, 1], [0, 0]]}""", null)]
    [InlineData("geojson", "", """{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}""", """{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}""")]
    [InlineData("geojson", "", """{"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 5]]]]}""", null)]
    [InlineData("geojson", "", """{"type": "GeometryCollection", "geometries": [{"type": "Feature"}]}""", null)]
    [InlineData("geojson", "", """{"type": "Feature", "geometry": null}""", """{"type":"Feature","geometry":null}""")]
    [InlineData("geojson", "", """{"type": "Feature", "properties": {}}""", null)]
    [InlineData("geojson", "", """{"type": "FeatureCollection", "features": [{"type": "Point", "coordinates": [1, 2]}]}""", null)]
    [InlineData("geojson", "", "{}", null)]
    [InlineData("geojson", "", "[]", null)]
    [InlineData("geojson", "", """{"type": "\ud800"}""", null)]
    [InlineData("geojson", """ "format": "topojson" """, """{"type": "Topology"}""", """{"type":"Topology"}""")]
    [InlineData("geojson", """ "format": "topojson" """, """{"type": "Point"}""", null)]
    [InlineData("array", "", """[1, "hai", null, {"ba": [3.50]}]""", """[1,"hai",null,{"ba":[3.50]}]""")]
    [InlineData("array", "", "{}", null)]
    [InlineData("array", "", "[1", null)]
    [InlineData("array", "", "[1,]", null)]
    [InlineData("array", "", "[1] [2]", null)]
    [InlineData("array", "", """["\ud800"]""", null)] // half a character has no UTF-8
    [InlineData("object", "", """{ "tên": "Đức Hòa" }""", """{"tên":"Đức Hòa"}""")]
    [InlineData("object", "", "[]", null)]
    [InlineData("object", "", "null", null)]
    [InlineData("object", "", """{"\udc00": 1}""", null)]
    [InlineData("list", "", "a,b", """["a","b"]""")]
    [InlineData("list", "", "a", """["a"]""")]
    [InlineData("list", "", "a,,b", """["a","","b"]""")]
    [InlineData("list", "", "", "[]")]
    [InlineData("list", """ "delimiter": ";", "itemType": "integer" """, "1;2", "[1,2]")]
    [InlineData("list", """ "delimiter": ";", "itemType": "integer" """, "1;hai", null)]
    [InlineData("list", """ "itemType": "boolean" """, "true,0", "[true,false]")]
    [InlineData("list", """ "itemType": "date" """, "2022-01-01,2022-02-30", null)]
    [InlineData("list", """ "itemType": "number" """, "1.5,NaN", null)]
    public void Json(string type, string options, string text, string? expected) => Check(type, options, text, expected);

    [Fact]
    public void Deeply_nested_json_is_refused_not_followed()
    {
        Check("array", "", new string('[', 10_000) + new string(']', 10_000), null);
    }

    [Fact]
    public void Every_type_has_a_name_in_both_languages_and_refuses_or_takes_any_text()
    {
        string[] hostile = ["", " ", "\0", "\uFFFF", "'; DROP TABLE records; --", "{\"a\":", "[\"\\ud800\"]", "\"", "%", new string('9', 1_000), new string('a', 5_000), "1,2", "-", ".", "P", "++1", "1e", "2022-02-31"];
        foreach (var type in FieldType.All)
        {
            Assert.NotEmpty(type.Title.Vi);
            Assert.NotEmpty(type.Title.En!);
            foreach (var options in new[] { "", Vietnamese, """ "bareNumber": false """ })
            {
                foreach (var text in hostile)
                    _ = Parse(Descriptors.Field(type.Name, options), text);
            }
        }
    }

    [Fact]
    public void A_request_uses_the_portals_own_form_whatever_the_publisher_wrote()
    {
        var date = Descriptors.Field("date", """ "format": "%d/%m/%Y" """);
        var number = Descriptors.Field("number", Vietnamese);

        Assert.True(date.TryParseCanonical("2022-02-01", out var day));
        Assert.Equal("2022-02-01", day);
        Assert.False(date.TryParseCanonical("01/02/2022", out _));
        Assert.True(number.TryParseCanonical("1234.5", out var amount));
        Assert.Equal(1234.5, amount);
        Assert.False(number.TryParseCanonical("1.234,5", out _));
    }

    [Fact]
    public void A_request_holds_no_nul_and_no_half_character()
    {
        foreach (var text in new[] { "a\0b", "\ud800", "a\udc00b" })
            Assert.False(Descriptors.Field("string").TryParseCanonical(text, out _));
    }

    private static void Check(string type, string options, string text, string? expected)
    {
        var value = Parse(Descriptors.Field(type, options), text);

        Assert.Equal(expected, value);
    }

    private static string? Parse(Field field, string text) =>
        field.Type.Parse(Encoding.UTF8.GetBytes(text), field, stackalloc byte[64], out var value) ? Records.Show(value.ToParameter()) : null;
}
