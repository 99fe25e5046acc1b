using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>The parameters of an action, and the mistakes found in them so far. What is null is not there.</summary>
internal sealed class CkanWords(JsonObject words)
{
    private readonly List<KeyValuePair<string, string>> mistakes = [];

    /// <summary>By parameter, in CKAN's words.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mistakes => mistakes;

    public IEnumerable<string> Names => words.Where(pair => pair.Value is not null).Select(pair => pair.Key);

    public JsonNode? this[string name] => words[name];

    public void Report(string name, string message) => mistakes.Add(KeyValuePair.Create(name, message));

    public bool Has(string name) => Text(name) is { Length: > 0 } || words[name] is JsonArray or JsonObject;

    /// <summary>A text, number or flag as text; null where there is none.</summary>
    public string? Text(string name) => Written(words[name]);

    /// <summary>The first of the names that has a text; a mistake where none has.</summary>
    public string Required(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(name) is { Length: > 0 } text)
                return text;
        }

        Report(names[0], "Missing value");
        return "";
    }

    /// <summary>A whole number from 0.</summary>
    public int Natural(string name, int standard)
    {
        if (Text(name) is not { Length: > 0 } text)
            return standard;

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
            Report(name, "Invalid integer");
        else if (number < 0)
            Report(name, "Must be a natural number");
        return (int)Math.Clamp(number, 0, int.MaxValue);
    }

    /// <summary>What CKAN takes for true; anything else is false.</summary>
    public bool Flag(string name, bool standard = false) => Text(name)?.ToLowerInvariant() is { Length: > 0 } text ? text is "true" or "yes" or "t" or "y" or "1" or "on" : standard;

    /// <summary>A list, a JSON list in a text, or a text; null where there is none.</summary>
    /// <param name="hasCommas">A text is a list with commas between its items.</param>
    public IReadOnlyList<string>? List(string name, bool hasCommas)
    {
        if (words[name] is JsonArray items)
            return [.. items.Select(item => Written(item) ?? "")];
        if (Text(name) is not { Length: > 0 } text)
            return null;
        if (text.TrimStart().StartsWith('[') && Json(name) is JsonArray list)
            return [.. list.Select(item => Written(item) ?? "")];
        return hasCommas ? [.. text.Split(',', StringSplitOptions.TrimEntries).Where(item => item.Length > 0)] : [text];
    }

    /// <summary>A JSON value, or the text of one; a mistake where it is neither.</summary>
    public JsonNode? Json(string name)
    {
        if (words[name] is JsonArray or JsonObject)
            return words[name];
        if (Text(name) is not { Length: > 0 } text)
            return null;

        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            Report(name, "Cannot parse JSON");
            return null;
        }
    }

    /// <summary>How a value is written in a text; null for what is no single value.</summary>
    public static string? Written(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };

    /// <summary>What a caller wrote, as it may stand in a message.</summary>
    public static string Invalid(string text) => $"invalid value \"{ProblemMessages.Cut(text)}\"";
}
