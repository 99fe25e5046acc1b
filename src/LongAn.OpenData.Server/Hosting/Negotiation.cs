using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Chooses the format of an answer: <c>format=</c>, else <c>Accept</c>, else JSON.</summary>
internal static class Negotiation
{
    /// <returns>Null where none is acceptable; then the problem says which there are.</returns>
    public static RecordFormat? Choose(HttpRequest request, out Problem? problem)
    {
        problem = null;
        if (request.Query.TryGetValue("format", out var asked))
        {
            if (RecordFormat.Find(asked.ToString()) is { } named)
                return named;

            problem = NotAcceptable("format", asked.ToString());
            return null;
        }

        if (RecordFormat.All.FirstOrDefault(format => Accepts(request, format.MediaType)) is not { } fallback)
        {
            problem = NotAcceptable("Accept", request.Headers.Accept.ToString());
            return null;
        }

        var wanted = request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1);
        foreach (var type in wanted.Where(type => type.Quality != 0))
        {
            if (RecordFormat.All.FirstOrDefault(format => new MediaTypeHeaderValue(format.MediaType).IsSubsetOf(type)) is { } format)
                return format;
        }

        return fallback;
    }

    public static bool Accepts(HttpRequest request, string mediaType)
    {
        var accept = request.GetTypedHeaders().Accept;
        var type = new MediaTypeHeaderValue(mediaType);
        return accept.Count == 0 || accept.Any(range => range.Quality != 0 && type.IsSubsetOf(Plain(range)));
    }

    public static Problem NotAcceptable(string parameter, string asked)
    {
        var list = string.Join(", ", RecordFormat.All.Select(format => $"{format.Name} ({format.MediaType})"));
        var shown = asked.Length > 100 ? asked[..100] + "…" : asked;
        return new Problem(ProblemCode.NotAcceptable, $"Không có định dạng «{shown}». Có: {list}.", $"There is no format \"{shown}\". There are: {list}.")
        {
            Parameter = parameter,
            Suggestion = Text.Nearest.To(asked, RecordFormat.All.Select(format => format.Name)),
        };
    }

    /// <summary>Parameters such as charset do not narrow what we have.</summary>
    private static MediaTypeHeaderValue Plain(MediaTypeHeaderValue range) => new(range.MediaType);
}
