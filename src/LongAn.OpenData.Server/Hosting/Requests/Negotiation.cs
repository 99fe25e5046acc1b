using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>Chooses the format of an answer: <c>format=</c>, else <c>Accept</c>, else JSON.</summary>
internal static class Negotiation
{
    /// <param name="among">The formats there are here.</param>
    /// <returns>Null where none is acceptable; then the problem says which there are.</returns>
    public static RecordFormat? Choose(HttpRequest request, IReadOnlyList<RecordFormat> among, out Problem? problem)
    {
        problem = null;
        if (request.Query.TryGetValue("format", out var asked))
        {
            if (among.FirstOrDefault(format => format.Name == asked.ToString()) is { } named)
                return named;

            problem = NotAcceptable("format", asked.ToString(), among);
            return null;
        }

        var best = Best(request, among, format => format.MediaType);
        if (best is null)
            problem = NotAcceptable("Accept", request.Headers.Accept.ToString(), among);
        return best;
    }

    /// <returns>What <c>Accept</c> wishes for most; the first where it does not say. Null where none is acceptable.</returns>
    public static T? Best<T>(HttpRequest request, IEnumerable<T> among, Func<T, string> mediaType) where T : class
    {
        if (request.Headers.Accept.Count == 0)
            return among.FirstOrDefault();

        var accept = request.GetTypedHeaders().Accept;
        return among.Select(row => (Row: row, Wish: WishFor(mediaType(row), accept)))
            .Where(pair => pair.Wish.Quality > 0)
            .OrderByDescending(pair => pair.Wish.Quality).ThenBy(pair => pair.Wish.Place)
            .FirstOrDefault().Row;
    }

    public static bool Accepts(HttpRequest request, string mediaType) => WishFor(mediaType, request.GetTypedHeaders().Accept).Quality > 0;

    /// <summary>The media type is asked for by its own name.</summary>
    public static bool Wishes(HttpRequest request, string mediaType) =>
        request.GetTypedHeaders().Accept.Any(range => range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) && range.Quality != 0);

    /// <summary>The first is wished for, by name, more than the second.</summary>
    public static bool Prefers(HttpRequest request, string mediaType, string over)
    {
        var accept = request.GetTypedHeaders().Accept;
        var (first, second) = (WishFor(mediaType, accept), WishFor(over, accept));
        return first.Quality > second.Quality || (first.Quality == second.Quality && first.Place < second.Place);
    }

    public static Problem NotAcceptable(string parameter, string asked, IReadOnlyList<RecordFormat> among)
    {
        var list = string.Join(", ", among.Select(format => $"{format.Name} ({format.MediaType})"));
        var shown = ProblemMessages.Cut(asked);
        return new Problem(ProblemCode.NotAcceptable, $"Không có định dạng «{shown}». Có: {list}.", $"There is no format \"{shown}\". There are: {list}.")
        {
            Parameter = parameter,
            Suggestion = Text.Nearest.To(asked, among.Select(format => format.Name)),
        };
    }

    /// <summary>How much a media type is wished for, and where in the header that is said: the most exact range that fits decides (RFC 9110, section 12.5.1).</summary>
    private static (double Quality, int Place) WishFor(string mediaType, IList<MediaTypeHeaderValue> accept)
    {
        if (accept.Count == 0)
            return (1, 0);

        var type = new MediaTypeHeaderValue(mediaType);
        var (range, place) = accept.Select((range, place) => (range, place))
            .Where(pair => type.IsSubsetOf(new MediaTypeHeaderValue(pair.range.MediaType))) // parameters such as charset do not narrow what there is
            .OrderBy(pair => pair.range.MatchesAllTypes ? 2 : pair.range.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        return range is null ? (0, 0) : (range.Quality ?? 1, place);
    }
}
