using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>
/// A place beside a record of one version in one order: what is wanted comes after it, or before it. Opaque to callers.
/// It holds nothing that its caller has not seen, and every value in it is typed again when it comes back, so it needs no signature.
/// </summary>
/// <param name="Version">The version's number.</param>
/// <param name="Order">The digest of version, filter and order it belongs to.</param>
/// <param name="Values">The record's value of each sort key.</param>
/// <param name="Row">The record's row number.</param>
public sealed record PageCursor(int Version, string Order, IReadOnlyList<object?> Values, long Row)
{
    private const int Longest = 20_000;

    /// <summary>What is wanted comes before the record.</summary>
    public bool IsBackward { get; init; }

    /// <param name="position">As <see cref="RecordSet.GetPosition"/> gives it.</param>
    public static PageCursor After(RecordsPlan plan, IReadOnlyList<object?> position) =>
        new(plan.Version.Number, plan.OrderDigest, [.. position.Take(position.Count - 1)], (long)position[^1]!);

    /// <inheritdoc cref="After"/>
    public static PageCursor Before(RecordsPlan plan, IReadOnlyList<object?> position) => After(plan, position) with { IsBackward = true };

    public override string ToString()
    {
        var json = new JsonArray(Version, Order, IsBackward, Row);
        foreach (var value in Values)
            json.Add(value is null ? null : JsonSerializer.SerializeToNode(value, PortalJson.Compact));
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString(PortalJson.Compact)));
    }

    /// <returns>Null where the text was not made by <see cref="ToString"/>.</returns>
    public static PageCursor? TryParse(string text)
    {
        if (text.Length is 0 or > Longest || !Base64Url.IsValid(text))
            return null;

        try
        {
            if (JsonNode.Parse(Base64Url.DecodeFromChars(text)) is not JsonArray { Count: >= 4 } json)
                return null;

            return new PageCursor(json[0]!.GetValue<int>(), json[1]!.GetValue<string>(), [.. json.Skip(4).Select(ToValue)], json[3]!.GetValue<long>()) { IsBackward = json[2]!.GetValue<bool>() };
        }
        catch (Exception forged) when (forged is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            return null;
        }
    }

    /// <returns>True where each value is of the type that its sort key has.</returns>
    public bool Fits(IReadOnlyList<SortKey> sort) =>
        Values.Count == sort.Count && Values.Zip(sort).All(pair => pair.First is null || pair.Second.By.Type.Kind switch
        {
            ValueKind.Integer or ValueKind.Boolean => pair.First is long,
            ValueKind.Real => pair.First is long or double,
            _ => pair.First is string,
        });

    private static object? ToValue(JsonNode? node) => node?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.AsValue().TryGetValue(out long whole) ? (object)whole : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
        _ => throw new FormatException(),
    };
}
