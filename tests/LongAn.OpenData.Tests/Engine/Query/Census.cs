using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Tests.Support;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>
/// A real imported dataset of 300 records with ties and nulls in every field, and the same records in memory: what the engine answers
/// is held against the plainest evaluation there is.
/// </summary>
public sealed class Census : IDisposable
{
    private const string Schema = """
        {"fields": [
          {"name": "code"}, {"name": "name", "portal": {"search": true}}, {"name": "district", "portal": {"facet": true}}, {"name": "people", "type": "integer"},
          {"name": "area", "type": "number"}, {"name": "founded", "type": "date"}, {"name": "urban", "type": "boolean"}, {"name": "year", "type": "year", "portal": {"index": true}}
        ], "primaryKey": ["district", "code"], "missingValues": ["∅"]}
        """;

    private static readonly string?[] Names = ["Tân An", "tân an", "Đức Hòa", "Đức Hoà", "Bến Lức", "", "z", "Z", "50%", "a_b", "😀", "\uFB01", null];

    private readonly EnginePortal portal;
    private uint dice = 1;

    public Census()
    {
        Records = [.. Enumerable.Range(0, 300).Select(MakeRecord).OrderBy(_ => Throw(int.MaxValue))];
        var csv = new StringBuilder("code,name,district,people,area,founded,urban,year\n");
        foreach (var record in Records)
            csv.AppendJoin(',', record.Select(value => Support.Records.Show(value))).Append('\n');
        (portal, Dataset) = EnginePortal.With(Schema, csv.ToString());
        Records = [.. Records.OrderBy(record => record[2], ByValue).ThenBy(record => record[0], ByValue)];
    }

    internal EnginePortal Portal => portal;

    internal Dataset Dataset { get; }

    /// <summary>In primary key order; text, long, double, bool or null.</summary>
    internal List<object?[]> Records { get; }

    /// <summary>Text by its UTF-8, as SQLite compares it; no nulls.</summary>
    internal static Comparer<object?> ByValue { get; } = Comparer<object?>.Create((x, y) => (x, y) switch
    {
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        _ => System.Collections.Comparer.DefaultInvariant.Compare(x, y),
    });

    internal static string Line(object?[] record) => string.Join('|', record.Select(Support.Records.Show));

    /// <summary>A request's value: canonical text of the portal.</summary>
    internal static string Text(object value) => Support.Records.Show(value);

    internal static bool Matches(object?[] record, int field, string asked, string[] texts)
    {
        var value = record[field];
        if (asked == "is_null")
            return value is null == (texts[0] == "true");
        if (value is null)
            return false;

        var values = texts.Select(text => Typed(field, text)).ToArray();
        var folded = value is string words ? VietnameseText.Fold(words) : "";
        return asked switch
        {
            "eq" or "in" => values.Any(one => ByValue.Compare(value, one) == 0),
            "ne" => ByValue.Compare(value, values[0]) != 0,
            "lt" => ByValue.Compare(value, values[0]) < 0,
            "lte" => ByValue.Compare(value, values[0]) <= 0,
            "gt" => ByValue.Compare(value, values[0]) > 0,
            "gte" => ByValue.Compare(value, values[0]) >= 0,
            "between" => ByValue.Compare(value, values[0]) >= 0 && ByValue.Compare(value, values[1]) <= 0,
            "contains" => folded.Contains(VietnameseText.Fold(texts[0]), StringComparison.Ordinal),
            "starts_with" => folded.StartsWith(VietnameseText.Fold(texts[0]), StringComparison.Ordinal),
            "ends_with" => folded.EndsWith(VietnameseText.Fold(texts[0]), StringComparison.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(asked), asked, "No such operator here."),
        };
    }

    public void Dispose() => portal.Dispose();

    private object?[] MakeRecord(int i) =>
    [
        i.ToString("D3", CultureInfo.InvariantCulture),
        Names[Throw(Names.Length)],
        Throw(5).ToString(CultureInfo.InvariantCulture),
        Maybe(() => Throw(4) switch { 0 => long.MaxValue, 1 => long.MaxValue - 1, _ => Throw(6) - 3L }),
        Maybe(() => Throw(4) switch { 0 => 0.1 + 0.2, 1 => 1e308, 2 => Throw(5) - 2, _ => (Throw(16) - 8) / 4.0 }),
        Maybe(() => new DateOnly(1890 + Throw(3), 1, 1 + Throw(3)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Maybe(() => Throw(2) == 0),
        Maybe(() => 2018L + Throw(5)),
    ];

    private object? Maybe<T>(Func<T> make) => Throw(4) == 0 ? null : make();

    /// <summary>From 0 up to the sides, by the high bits, since the low ones follow a short pattern: the same throws in every run.</summary>
    private int Throw(int sides)
    {
        dice = (dice * 1_664_525) + 1_013_904_223;
        return (int)(((ulong)dice * (ulong)sides) >> 32);
    }

    private static object Typed(int field, string text) => field switch
    {
        3 or 7 => long.Parse(text, CultureInfo.InvariantCulture),
        4 => double.Parse(text, CultureInfo.InvariantCulture),
        6 => bool.Parse(text),
        _ => text,
    };
}
