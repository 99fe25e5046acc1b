using System.Globalization;
using System.Text.Json;

namespace LongAn.OpenData.Import.Sources;

/// <summary>
/// The objects of a JSON file one after another: of its array, of an array that is the member <c>data</c>, <c>records</c> or <c>features</c>
/// of an object, or one a line. Only one of them is in memory at a time.
/// </summary>
internal sealed class JsonElements(Stream utf8, bool isLines)
{
    private const int LargestElementBytes = 16 * 1024 * 1024;
    private const int DeepestArray = 3;
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private byte[] buffer = new byte[64 * 1024];
    private JsonReaderState state = new(Strict);
    private int start;
    private int end;
    private int at;
    private int length;
    private bool isEnded;

    /// <summary>The elements are GeoJSON features.</summary>
    public bool AreFeatures { get; private set; }

    /// <summary>Of the element read last; valid until the next is read.</summary>
    public ReadOnlySpan<byte> Current => buffer.AsSpan(at, length);

    /// <summary>Goes to the first element.</summary>
    /// <exception cref="InvalidDataException">There is no array of records.</exception>
    public void Begin()
    {
        _ = Fill();
        if (buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8))
            start += 3;
        if (isLines)
            return;

        var name = "";
        while (Next() is var (token, depth, text))
        {
            if (token == JsonTokenType.PropertyName)
                name = text;
            else if (token == JsonTokenType.StartArray && depth <= DeepestArray && (depth == 0 || name is "data" or "records" or "features"))
            {
                AreFeatures = name == "features";
                return;
            }
            else if (depth == 0 && token is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
                break;
        }

        throw new InvalidDataException("it has no array of records: JSON is an array of objects, or an object whose member data, records or features is one");
    }

    /// <returns>False behind the last element; then the whole file has been read.</returns>
    /// <exception cref="InvalidDataException">The file breaks off, or is not JSON.</exception>
    public bool Read() => isLines ? ReadLine() : ReadElement();

    private bool ReadLine()
    {
        while (true)
        {
            var rest = buffer.AsSpan(start, end - start);
            var found = rest.IndexOf((byte)'\n');
            if (found < 0 && Fill())
                continue;
            if (rest.IsEmpty)
                return false;

            var line = found < 0 ? rest : rest[..found];
            at = start;
            length = line.TrimEnd(" \t\r"u8).Length;
            start += found < 0 ? rest.Length : found + 1;
            if (length > 0)
                return true;
        }
    }

    private bool ReadElement()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isEnded, state);
            try
            {
                if (reader.Read())
                {
                    var from = (int)reader.TokenStartIndex;
                    if (reader.TokenType == JsonTokenType.EndArray)
                    {
                        Consume(reader);
                        while (Next() is not null)
                        {
                        }

                        return false;
                    }

                    if (reader.TrySkip())
                    {
                        at = start + from;
                        length = (int)reader.BytesConsumed - from;
                        Consume(reader);
                        return true;
                    }
                }
            }
            catch (JsonException broken)
            {
                throw Broken(broken);
            }

            if (!Fill())
                throw new InvalidDataException("the JSON breaks off before its end");
        }
    }

    private (JsonTokenType Token, int Depth, string Text)? Next()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isEnded, state);
            try
            {
                if (reader.Read())
                {
                    var token = (reader.TokenType, reader.CurrentDepth, reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : "");
                    Consume(reader);
                    return token;
                }
            }
            catch (JsonException broken)
            {
                throw Broken(broken);
            }

            if (!Fill())
                return isEnded ? null : throw new InvalidDataException("the JSON breaks off before its end");
        }
    }

    private void Consume(in Utf8JsonReader reader)
    {
        state = reader.CurrentState;
        start += (int)reader.BytesConsumed;
    }

    /// <returns>False where there is no more.</returns>
    private bool Fill()
    {
        if (isEnded)
            return false;

        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= LargestElementBytes)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a record is larger than {LargestElementBytes / 1024 / 1024} MB"));

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = utf8.Read(buffer, end, buffer.Length - end);
        end += read;
        isEnded = read == 0;
        return true;
    }

    private static InvalidDataException Broken(JsonException broken) => new(
        string.Create(CultureInfo.InvariantCulture, $"it is not JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}"), broken);
}
