using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Catalog;

/// <summary>A JSON object of a descriptor, read member by member; what has the wrong shape becomes a problem with its JSON pointer.</summary>
internal sealed class DescriptorNode(JsonObject json, string pointer, string file, List<Problem> problems)
{
    public JsonObject Json => json;

    public string? Text(string name)
    {
        if (json[name] is not { } node)
            return null;
        if (node.GetValueKind() == JsonValueKind.String)
            return node.GetValue<string>();

        Report(name, "phải là chuỗi ký tự", "must be a string");
        return null;
    }

    public bool? Flag(string name)
    {
        if (json[name] is not { } node)
            return null;
        if (node.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return node.GetValue<bool>();

        Report(name, "phải là true hoặc false", "must be true or false");
        return null;
    }

    public long? Whole(string name)
    {
        if (json[name] is not { } node)
            return null;
        if (node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) && number >= 0)
            return number;

        Report(name, "phải là số nguyên không âm", "must be a whole number, not negative");
        return null;
    }

    /// <summary>One character, as dialects and number formats have them.</summary>
    public char? Character(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (text.Length == 1 && text[0] < 128)
            return text[0];

        Report(name, "phải là một ký tự ASCII", "must be one ASCII character");
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date))
            return date;

        Report(name, "phải là ngày yyyy-MM-dd", "must be a date, yyyy-MM-dd");
        return null;
    }

    public DescriptorNode? Object(string name)
    {
        if (json[name] is not { } node)
            return null;
        if (node is JsonObject child)
            return new DescriptorNode(child, $"{pointer}/{name}", file, problems);

        Report(name, "phải là đối tượng", "must be an object");
        return null;
    }

    public IReadOnlyList<DescriptorNode> Objects(string name)
    {
        var children = new List<DescriptorNode>();
        foreach (var (node, at) in Items(name))
        {
            if (node is JsonObject child)
                children.Add(new DescriptorNode(child, $"{pointer}/{at}", file, problems));
            else
                Report(at, "phải là đối tượng", "must be an object");
        }

        return children;
    }

    /// <summary>An array of strings; one string alone stands for an array of one, as keys may be written.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (json[name] is JsonValue alone && alone.GetValueKind() == JsonValueKind.String)
            return [alone.GetValue<string>()];

        var texts = new List<string>();
        foreach (var (node, at) in Items(name))
        {
            if (node?.GetValueKind() == JsonValueKind.String)
                texts.Add(node.GetValue<string>());
            else
                Report(at, "phải là chuỗi ký tự", "must be a string");
        }

        return texts;
    }

    public void Report(string name, string vi, string en) => Report(ProblemCode.DescriptorInvalid, name, vi, en);

    public void Report(ProblemCode code, string name, string vi, string en)
    {
        var at = $"{pointer}/{name}";
        problems.Add(new Problem(code, $"{at} {vi}.", $"{at} {en}.") { Place = new ProblemPlace(file, Field: at) });
    }

    private IEnumerable<(JsonNode? Node, string At)> Items(string name)
    {
        if (json[name] is not { } node)
            return [];
        if (node is JsonArray array)
            return array.Select((item, index) => (item, $"{name}/{index}"));

        Report(name, "phải là mảng", "must be an array");
        return [];
    }
}
