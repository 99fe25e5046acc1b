using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>The language of a request: <c>lang</c>, else <c>Accept-Language</c>, else Vietnamese.</summary>
internal static class RequestLanguage
{
    public static string Of(HttpRequest request)
    {
        if (request.Query["lang"] is [("vi" or "en") and { } asked])
            return asked;

        var accepted = request.GetTypedHeaders().AcceptLanguage;
        return accepted.OrderByDescending(language => language.Quality ?? 1).Select(Known).FirstOrDefault(language => language is not null) ?? "vi";
    }

    private static string? Known(StringWithQualityHeaderValue language)
    {
        var name = language.Value.Value ?? "";
        return name.StartsWith("vi", StringComparison.OrdinalIgnoreCase) || name == "*" ? "vi" : name.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : null;
    }
}
