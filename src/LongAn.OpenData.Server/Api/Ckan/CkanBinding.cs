using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>Reads the parameters of an action as CKAN does: of a POST the form, else the query string, else the JSON object in the body.</summary>
internal static class CkanBinding
{
    private const int MostBodyBytes = 1024 * 1024;
    private const int MostDepth = 32;

    /// <summary>A name that is given once is a text, one given more often a list.</summary>
    public static CkanWords OfQuery(HttpRequest request) => new(Mixed(request.Query));

    /// <returns>The words, or what is wrong with the body.</returns>
    public static async Task<(CkanWords? Words, CkanError? Mistake)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!HttpMethods.IsPost(request.Method))
            return (OfQuery(request), null);

        var body = await ReadBodyAsync(request, cancel);
        if (body is null)
            return (null, CkanError.BadRequest($"The body is larger than {MostBodyBytes} bytes", StatusCodes.Status413PayloadTooLarge));

        var isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        if (isForm && body.Length > 0 && !body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            return ReadForm(System.Text.Encoding.UTF8.GetString(body));
        if (request.Query.Count > 0)
            return (OfQuery(request), null);
        return body.Length == 0 ? (new CkanWords([]), null) : ReadJson(body);
    }

    /// <summary>A form whose only name is a JSON text is that text: what a client sends that forgets to say what it sends.</summary>
    private static (CkanWords? Words, CkanError? Mistake) ReadForm(string form)
    {
        var fields = QueryHelpers.ParseQuery(form);
        return fields is { Count: 1 } && fields.Single() is { Key: var name, Value: [null or "" or "1"] } && name.TrimStart().StartsWith('{')
            ? ReadJson(System.Text.Encoding.UTF8.GetBytes(name))
            : (new CkanWords(Mixed(fields)), null);
    }

    private static (CkanWords? Words, CkanError? Mistake) ReadJson(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false }) is JsonObject words
                ? (new CkanWords(words), null)
                : (null, CkanError.BadRequest("JSON Error: Request data JSON decoded to something that is no dictionary, but it needs to be a dictionary."));
        }
        catch (JsonException fault)
        {
            return (null, CkanError.BadRequest($"JSON Error: Error decoding JSON data. Error: {fault.Message}"));
        }
    }

    private static JsonObject Mixed(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        var words = new JsonObject();
        foreach (var (name, values) in pairs)
            words[name] = values.Count == 1 ? JsonValue.Create(values[0] ?? "") : new JsonArray([.. values.Select(value => JsonValue.Create(value ?? ""))]);
        return words;
    }

    /// <returns>Null where the body is too large.</returns>
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBodyBytes)
            return null;

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > MostBodyBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
