using System.Text.Json.Nodes;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>The parameters of <c>items</c> beside the queryables: one row each. The row feeds the binding and the OpenAPI document.</summary>
/// <param name="Standard">Where the standard has it.</param>
internal sealed record OgcParameter(string Name, string Standard, LocalizedText Description, Func<JsonObject> Schema)
{
    public const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private const string Part1 = "OGC 17-069r4";
    private const string Part2 = "OGC 18-058r1";
    private const string Part3 = "OGC 19-079r2";
    private const string Own = "LongAn.OpenData";

    /// <summary>The portal's own parameter that means the same; null where there is none.</summary>
    public RecordsParameter? Native { get; private init; }

    /// <summary>All the values it may have; null where it may have others.</summary>
    public IReadOnlyList<string>? Choices { get; private init; }

    /// <summary>Has a meaning where the feature is already named.</summary>
    public bool IsOfOne { get; private init; }

    /// <summary>Has a meaning for documents too.</summary>
    public bool IsOfDocument { get; private init; }

    /// <summary>A list with commas between its items.</summary>
    public bool IsList { get; private init; }

    /// <summary>More than the maximum is no mistake: the standard has it read as the maximum, and <c>next</c> leads on.</summary>
    public static readonly OgcParameter Limit = new("limit", Part1, RecordsParameter.Limit.Description, () => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = RecordsParameter.MaxLimit, ["default"] = RecordsParameter.DefaultLimit })
    { Native = RecordsParameter.Limit };

    public static readonly OgcParameter BBox = new("bbox", Part1, new(
        "Đối tượng giao với khung: 4 số minlon,minlat,maxlon,maxlat, hoặc 6 số với độ cao (bỏ qua); độ, WGS 84; minlon > maxlon là khung vắt qua kinh tuyến 180. Đối tượng không có vị trí cũng được trả về, như tiêu chuẩn yêu cầu.",
        "Features that intersect the box: four numbers minlon,minlat,maxlon,maxlat, or six with heights, which are passed over; degrees, WGS 84; with minlon > maxlon it spans the 180th meridian. Features without a position are in the answer too, as the standard asks."),
        () => new JsonObject { ["type"] = "array", ["oneOf"] = new JsonArray(Items(4), Items(6)), ["items"] = new JsonObject { ["type"] = "number" } })
    { IsList = true };

    public static readonly OgcParameter Datetime = new("datetime", Part1, new(
        "Đối tượng giao với ngày, thời điểm hoặc khoảng thời gian (bắt đầu/kết thúc, đầu mở là .. hoặc để trống; RFC 3339). Đối tượng không có thời gian cũng được trả về, như tiêu chuẩn yêu cầu.",
        "Features that intersect the day, instant or interval (start/end, an open end being .. or empty; RFC 3339). Features without a time are in the answer too, as the standard asks."),
        Text);

    public static readonly OgcParameter Filter = new("filter", Part3, RecordsParameter.Filter.Description, Text)
    { Native = RecordsParameter.Filter };

    public static readonly OgcParameter FilterLang = OneOf("filter-lang", Part3, RecordsParameter.FilterLanguage.Description, Cql2Filter.TextLanguage, Cql2Filter.JsonLanguage) with
    { Native = RecordsParameter.FilterLanguage };

    public static IReadOnlyList<OgcParameter> All { get; } =
    [
        Limit, BBox, Datetime, Filter, FilterLang,
        OneOf("filter-crs", Part3, new("Hệ tọa độ của filter.", "The coordinate reference system of filter."), Crs84),
        OneOf("bbox-crs", Part2, new("Hệ tọa độ của bbox.", "The coordinate reference system of bbox."), Crs84),
        OneOf("crs", Part2, new("Hệ tọa độ của câu trả lời.", "The coordinate reference system of the answer."), Crs84) with { IsOfOne = true },
        new("sortby", Own, RecordsParameter.Sort.Description, Text) { Native = RecordsParameter.Sort },
        new("properties", Own, RecordsParameter.Fields.Description, Text) { Native = RecordsParameter.Fields, IsOfOne = true },
        new("offset", Own, RecordsParameter.Offset.Description, () => new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = RecordsParameter.MaxOffset, ["default"] = 0 }) { Native = RecordsParameter.Offset },
        new("cursor", Own, new("Trang kế tiếp hoặc trang trước: có sẵn trong liên kết next và prev.", "The page behind or before: it stands in the links next and prev."), Text) { Native = RecordsParameter.Cursor },
        OneOf("f", Own, new("Định dạng; thay cho phần đầu Accept.", "The format; stands in for the Accept header."), "json", "geojson") with { IsOfOne = true, IsOfDocument = true },
        OneOf("lang", Own, RecordsParameter.Language.Description, "vi", "en") with { IsOfOne = true, IsOfDocument = true },
    ];

    public static OgcParameter? Find(string name) => All.FirstOrDefault(row => row.Name == name);

    /// <returns>What a parameter of the portal is called here; itself where it has no other name.</returns>
    public static string? NameOf(string? native) => All.FirstOrDefault(row => row.Native?.Name == native)?.Name ?? native;

    private static OgcParameter OneOf(string name, string standard, LocalizedText description, params string[] choices) =>
        new(name, standard, description, () => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]) }) { Choices = choices };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Items(int count) => new() { ["minItems"] = count, ["maxItems"] = count };
}
