using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>What the dataset <c>usage</c> is, in the words that every dataset is described in.</summary>
internal static class UsageDescriptor
{
    public const string Id = "usage";
    public const string DataFile = "usage.csv";

    /// <summary>The fields, in the order of the file: one row each.</summary>
    private static readonly IReadOnlyList<(string Name, string Type, LocalizedText Title, LocalizedText Description, string Example)> Fields =
    [
        ("day", "date", new("Ngày", "Day"), new("Ngày theo giờ Việt Nam; số đếm trong một phút quanh nửa đêm có thể thuộc ngày kia.", "The day in Vietnam; what was counted within a minute of midnight may stand under the other one."), "2026-11-24"),
        ("dataset", "string", new("Bộ dữ liệu", "Dataset"), new("Mã bộ dữ liệu.", "The dataset's id."), Id),
        ("kind", "string", new("Loại", "Kind"), new(Kinds("vi"), Kinds("en")), UsageKind.Download.Name),
        ("format", "string", new("Định dạng", "Format"), new("Định dạng của câu trả lời hoặc tệp: json, csv, html, …", "The format of the answer or file: json, csv, html, …"), "csv"),
        ("count", "integer", new("Số lượt", "Count"), new("Số lượt trong ngày.", "How often on that day."), "12"),
    ];

    private static readonly string[] Faceted = ["dataset", "kind", "format"];

    public static IEnumerable<string> Columns => Fields.Select(row => row.Name);

    /// <param name="created">The first day that is counted.</param>
    /// <param name="day">The day it is written: all before it are in it.</param>
    public static JsonObject Write(DateOnly created, DateOnly day)
    {
        var last = Day(day.AddDays(-1));
        return new JsonObject
        {
            ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
            ["name"] = Id,
            ["title"] = "Lượt sử dụng các bộ dữ liệu",
            ["title_en"] = "Use of the datasets",
            ["description"] = "Mỗi ngày, mỗi bộ dữ liệu của cổng được xem, gọi qua API và tải về bao nhiêu lần, theo định dạng. Không có địa chỉ, danh tính hay giờ trong ngày; chương trình tự động được đếm như mọi người, vì chỉ biết ai là ai mới phân biệt được.",
            ["description_en"] = "How often each dataset of the portal was viewed, called through the API and downloaded on each day, by format. There is no address, identity or time of day in it; programs are counted as people are, since only knowing who is who would tell them apart.",
            ["keywords"] = new JsonArray("lượt sử dụng", "thống kê", "usage", "statistics"),
            ["created"] = $"{Day(created)}T00:00:00Z",
            ["licenses"] = new JsonArray(new JsonObject { ["name"] = PortalIdentity.Licence.Name, ["title"] = PortalIdentity.Licence.Title, ["path"] = PortalIdentity.Licence.Url }),
            ["contributors"] = new JsonArray(new JsonObject
            {
                ["name"] = PortalIdentity.Publisher.Id,
                ["title"] = PortalIdentity.Publisher.Title.Vi,
                ["title_en"] = PortalIdentity.Publisher.Title.In("en"),
                ["roles"] = new JsonArray("publisher"),
            }),
            ["portal"] = new JsonObject
            {
                ["provenance"] = "official",
                ["themes"] = new JsonArray("GOVE", "TECH"),
                ["frequency"] = "daily",
                ["coverage"] = new JsonObject { ["from"] = Day(created), ["to"] = last },
                ["checked"] = Day(day),
            },
            ["resources"] = new JsonArray(new JsonObject
            {
                ["name"] = Id,
                ["type"] = "table",
                ["path"] = DataFile,
                ["scheme"] = "file",
                ["format"] = "csv",
                ["mediatype"] = "text/csv",
                ["encoding"] = "utf-8",
                ["schema"] = new JsonObject
                {
                    ["$schema"] = "https://datapackage.org/profiles/2.0/tableschema.json",
                    ["fields"] = new JsonArray([.. Fields.Select(Write)]),
                    ["primaryKey"] = new JsonArray("day", "dataset", "kind", "format"),
                },
            }),
        };
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Write((string Name, string Type, LocalizedText Title, LocalizedText Description, string Example) field)
    {
        var json = new JsonObject
        {
            ["name"] = field.Name,
            ["type"] = field.Type,
            ["title"] = field.Title.Vi,
            ["title_en"] = field.Title.In("en"),
            ["description"] = field.Description.Vi,
            ["description_en"] = field.Description.In("en"),
            ["example"] = field.Example,
            ["constraints"] = new JsonObject { ["required"] = true },
        };
        if (Faceted.Contains(field.Name))
            json["portal"] = new JsonObject { ["facet"] = true };
        return json;
    }

    private static string Kinds(string language) => string.Join("; ", UsageKind.All.Select(kind => $"{kind}: {kind.Counts.In(language)}")) + ".";
}
