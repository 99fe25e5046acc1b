using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>Finds the chart that was probably meant: what is suggested stands for what is wrong, else that is left out.</summary>
internal static class MendedChart
{
    /// <returns>Its address; null where that would be no better.</returns>
    public static string? Of(Problem problem, ChartPageModel model, PageContext page)
    {
        if (problem.Parameter is not { } parameter || !page.Query.ContainsKey(parameter))
            return null;

        var words = RequestQuery.Read(page.Query).Words;
        return Ways(problem, parameter, words).Where(way => IsBetter(way, model)).Select(way => page.Prefix + page.Path + QueryString.Create(way.Select(word => KeyValuePair.Create(word.Key, (string?)word.Value))).ToUriComponent()).FirstOrDefault();
    }

    private static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Ways(Problem problem, string parameter, IReadOnlyList<KeyValuePair<string, string>> words)
    {
        if (problem.Suggestion is { } meant)
        {
            yield return [.. words.Select(word => word.Key == parameter ? KeyValuePair.Create(parameter, meant) : word)];
            if (!ChartQuestion.OwnWords.Contains(parameter, StringComparer.Ordinal))
                yield return [.. words.Select(word => word.Key == parameter ? KeyValuePair.Create(meant, word.Value) : word)];
        }

        yield return [.. words.Where(word => word.Key != parameter)];
    }

    private static bool IsBetter(IReadOnlyList<KeyValuePair<string, string>> words, ChartPageModel model) =>
        ChartQuestion.Of(words, model.Version) is not { } question || question.TryPlan(model.Dataset, out _, out var problems) || problems.Count < model.Problems.Count;
}
