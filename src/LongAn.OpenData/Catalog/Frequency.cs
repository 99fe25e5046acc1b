using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>How often a dataset is updated: one row each.</summary>
/// <param name="Days">The longest time between checks before the dataset is overdue; null where nothing is promised.</param>
public sealed record Frequency(string Code, int? Days, LocalizedText Title)
{
    /// <summary>Its code among the frequencies of the EU Publications Office, which DCAT-AP asks for.</summary>
    public string Authority { get; private init; } = Code.ToUpperInvariant();

    public static IReadOnlyList<Frequency> All { get; } =
    [
        new("daily", 2, new("Hằng ngày", "Daily")),
        new("weekly", 9, new("Hằng tuần", "Weekly")),
        new("monthly", 40, new("Hằng tháng", "Monthly")),
        new("quarterly", 110, new("Hằng quý", "Quarterly")),
        new("annual", 400, new("Hằng năm", "Annual")),
        new("irregular", null, new("Không định kỳ", "Irregular")) { Authority = "IRREG" },
        new("never", null, new("Không cập nhật nữa", "Never")),
    ];

    public static Frequency? Find(string code) => All.FirstOrDefault(frequency => frequency.Code == code);

    /// <returns>True when the last check is longer ago than the frequency allows.</returns>
    public bool IsOverdue(DateOnly lastChecked, DateOnly today) => Days is { } days && today.DayNumber - lastChecked.DayNumber > days;
}
