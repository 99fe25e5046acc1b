using System.Text;
using System.Text.Json;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>A part of a JSON text that knows where it stands, which <see cref="JsonElement"/> does not.</summary>
/// <param name="At">Where it begins in the text, from 0.</param>
/// <param name="Json">The part itself, as UTF-8.</param>
internal sealed record JsonPart(JsonTokenType Kind, int At, ReadOnlyMemory<byte> Json)
{
    /// <summary>Of a string its text, of a number its digits.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Of an array.</summary>
    public IReadOnlyList<JsonPart> Items { get; private init; } = [];

    /// <summary>Of an object, in order.</summary>
    public IReadOnlyList<(string Name, JsonPart Value)> Members { get; private init; } = [];

    public JsonPart? Find(string name) => Members.FirstOrDefault(member => member.Name == name).Value;

    /// <exception cref="JsonException">It is not JSON, or deeper than that.</exception>
    public static JsonPart Parse(string text, int maxDepth)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        var place = new Counter();
        reader.Read();
        var part = Read(ref reader, utf8, ref place);
        reader.Read(); // fails where more follows
        return part;
    }

    private static JsonPart Read(ref Utf8JsonReader reader, byte[] utf8, ref Counter place)
    {
        var (kind, start) = (reader.TokenType, (int)reader.TokenStartIndex);
        var at = place.Of(utf8, start);
        var items = new List<JsonPart>();
        var members = new List<(string, JsonPart)>();
        var text = kind switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => "",
        };
        while (kind == JsonTokenType.StartArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Read(ref reader, utf8, ref place));
        while (kind == JsonTokenType.StartObject && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            members.Add((name, Read(ref reader, utf8, ref place)));
        }

        return new JsonPart(kind, at, utf8.AsMemory(start, (int)reader.BytesConsumed - start)) { Text = text, Items = items, Members = members };
    }

    /// <summary>Turns places in UTF-8 into places in the text, going forward only.</summary>
    private struct Counter
    {
        private int bytes;
        private int letters;

        public int Of(byte[] utf8, int index)
        {
            letters += Encoding.UTF8.GetCharCount(utf8, bytes, index - bytes);
            bytes = index;
            return letters;
        }
    }
}
