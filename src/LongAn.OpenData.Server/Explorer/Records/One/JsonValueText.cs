using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Frame;

namespace LongAn.OpenData.Server.Explorer.Records.One;

/// <summary>Values as JSON has them, as the table shows them.</summary>
internal static class JsonValueText
{
    private const int MostLetters = 500;

    public static string Of(PageContext page, DatasetVersion version, string name, JsonNode? node)
    {
        if (node is null)
            return "—";

        var field = version.Schema.Find(name);
        object? value = node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => 1L,
            JsonValueKind.False => 0L,
            JsonValueKind.Number when field?.Type.Kind == ValueKind.Integer && long.TryParse(node.ToJsonString(), CultureInfo.InvariantCulture, out var whole) => whole,
            JsonValueKind.Number => node.GetValue<double>(),
            _ => null,
        };
        var text = value is null || field is null ? node.ToJsonString(PortalJson.Compact) : ValueText.Of(page, field.Type, ValueText.IsYear(field, version.Profile.FirstOrDefault(row => row.Field == name)), value);
        return text.Length <= MostLetters ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MostLetters - 1]) ? MostLetters - 1 : MostLetters), "…");
    }
}
