using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>The conformance classes of CQL2 (OGC 21-065r2, annex A): one row each, those that the portal does not claim included.</summary>
/// <param name="Uri">The class's own address.</param>
/// <param name="IsComplete">The portal claims the class; where it does not, <paramref name="Note"/> says why.</param>
/// <param name="Example">A filter that uses it; null where there is nothing to use.</param>
public sealed record Cql2Capability(string Uri, LocalizedText Title, bool IsComplete, string? Example, LocalizedText? Note = null)
{
    private const string Base = "http://www.opengis.net/spec/cql2/1.0/conf/";

    public static IReadOnlyList<Cql2Capability> All { get; } =
    [
        new(Base + "cql2-text", new("Biểu thức dạng chữ", "Filters as text"), true, "area_ha > 100"),
        new(Base + "cql2-json", new("Biểu thức dạng JSON (filter_lang=cql2-json)", "Filters as JSON (filter_lang=cql2-json)"), true, """{"op":">","args":[{"property":"area_ha"},100]}"""),
        new(Base + "basic-cql2", new("AND, OR, NOT, so sánh, IS NULL", "AND, OR, NOT, comparisons, IS NULL"), true, "area_ha > 100 AND NOT (district_code = '807')"),
        new(Base + "advanced-comparison-operators", new("LIKE, BETWEEN, IN", "LIKE, BETWEEN, IN"), true, "name_vi LIKE 'KCN%' AND area_ha BETWEEN 100 AND 200"),
        new(Base + "case-insensitive-comparison", new("CASEI: không phân biệt hoa thường", "CASEI: case does not matter"), true, "CASEI(name_vi) LIKE CASEI('kcn%')"),
        new(Base + "accent-insensitive-comparison", new("ACCENTI: không phân biệt dấu, kể cả đ", "ACCENTI: tones and marks do not matter, nor does đ"), true, "ACCENTI(CASEI(name_vi)) LIKE ACCENTI(CASEI('%Đức Hòa%'))"),
        new(Base + "basic-spatial-functions", new("S_INTERSECTS với điểm và khung tọa độ", "S_INTERSECTS with points and boxes"), true, "S_INTERSECTS(geometry, BBOX(106.3, 10.4, 106.7, 10.9))"),
        new(Base + "basic-spatial-functions-plus", new("S_INTERSECTS với mọi hình", "S_INTERSECTS with every shape"), true, "S_INTERSECTS(geometry, POLYGON((106.3 10.4, 106.7 10.4, 106.7 10.9, 106.3 10.4)))"),
        new(Base + "spatial-functions", new("Mọi hàm không gian", "Every spatial function"), true, "S_WITHIN(geometry, POLYGON((106.3 10.4, 106.7 10.4, 106.7 10.9, 106.3 10.4)))"),
        new(Base + "temporal-functions", new("Mọi hàm thời gian", "Every temporal function"), true, "T_DURING(received_at, INTERVAL('2024-01-01', '2024-06-30'))",
            new("Ngày so với thời điểm được so theo ngày ở Việt Nam (+07:00).", "A date and an instant are compared as days in Vietnam (+07:00).")),
        new(Base + "arithmetic", new("Cộng, trừ, nhân, chia, số dư, lũy thừa", "Plus, minus, times, divided by, remainder, power"), true, "area_ha_max - area_ha_min > 10"),
        new(Base + "property-property", new("So sánh trường với trường", "Comparisons of a field with a field"), false, "area_ha_max > area_ha_min",
            new("Trừ hàm không gian giữa hai vị trí và so sánh trường ngày với trường thời điểm.", "Except spatial functions of two places and a date field beside an instant field.")),
        new(Base + "array-functions", new("Hàm mảng", "Array functions"), false, null, new("Chưa hỗ trợ.", "Not supported.")),
        new(Base + "functions", new("Hàm tự định nghĩa", "Functions of one's own"), false, null, new("Cổng không có hàm riêng.", "The portal has none.")),
    ];
}
