using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>What charts and their parts are called.</summary>
internal static class ChartTitles
{
    public static LocalizedText Of(Grouping grouping, Func<GroupKey, LocalizedText> nameOf)
    {
        var measure = grouping.Measures[0];
        var (vi, en) = measure.Field is { } field
            ? ($"{measure.Function.Title.Vi} {Small(field.Title.Vi)}", $"{measure.Function.Title.In("en")} of {Small(field.Title.In("en"))}")
            : (measure.Function.Title.Vi, measure.Function.Title.In("en"));
        foreach (var key in grouping.Keys)
        {
            var name = nameOf(key);
            var isFirst = ReferenceEquals(key, grouping.Keys[0]);
            (vi, en) = key is DatePartKey { Part: var part }
                ? ($"{vi}{(isFirst ? "" : " và")} {part.Title.Vi} ({Small(name.Vi)})", $"{en}{(isFirst ? "" : " and")} {part.Title.In("en")} ({Small(name.In("en"))})")
                : ($"{vi} {(isFirst ? "theo" : "và")} {Small(name.Vi)}", $"{en} {(isFirst ? "by" : "and")} {Small(name.In("en"))}");
        }

        return new LocalizedText(vi, en);
    }

    public static LocalizedText Distribution(Field field) => new($"Phân bố {Small(field.Title.Vi)}", $"Distribution of {Small(field.Title.In("en"))}");

    /// <summary>Where names are shown for codes, it is no longer the code that is spoken of.</summary>
    public static LocalizedText WithoutCode(LocalizedText title)
    {
        var (vi, en) = (title.Vi, title.In("en"));
        return new LocalizedText(
            vi.StartsWith("Mã ", StringComparison.Ordinal) && vi.Length > 3 ? Great(vi[3..]) : vi,
            en.EndsWith(" code", StringComparison.Ordinal) ? en[..^5] : en);
    }

    /// <summary>The unit of numbers, where what they are called does not say it already.</summary>
    public static LocalizedText? UnitBeside(LocalizedText title, string? unit) => title.Vi.EndsWith(')') ? null : Unit(unit);

    /// <summary>Whoever reads the values sees what language they are in.</summary>
    public static LocalizedText WithoutLanguage(LocalizedText title) => new(Without(title.Vi, " (tiếng Anh)"), Without(title.In("en"), " (Vietnamese)", " (English)"));

    /// <summary>A unit in words; null where there is none to be told.</summary>
    public static LocalizedText? Unit(string? unit) => unit switch
    {
        null => null,
        "VND" => new LocalizedText("đồng", "VND"),
        "person" => new LocalizedText("người", "people"),
        "degree" => new LocalizedText("độ", "degrees"),
        _ => new LocalizedText(unit),
    };

    private static string Without(string title, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (title.EndsWith(ending, StringComparison.Ordinal))
                return title[..^ending.Length];
        }

        return title;
    }

    /// <summary>Within a sentence; what is written in capitals stays.</summary>
    private static string Small(string title) => title.Length > 1 && !char.IsUpper(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;

    private static string Great(string title) => char.ToUpperInvariant(title[0]) + title[1..];
}
