using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Records;

/// <summary>Finds the address that was probably meant: each way to take a suggestion is tried, and kept where the planner has one mistake less to tell.</summary>
internal sealed class MendedAddress(PageContext page, Dataset dataset)
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> words = RequestQuery.Read(page.Query).Words;

    /// <returns>Null where no way leads anywhere.</returns>
    public string? Of(Problem problem, IReadOnlyList<Problem> all)
    {
        var found = Ways(problem).FirstOrDefault(way => MistakesIn(way) < all.Count);
        return found is null ? null : page.Prefix + page.Path + QueryString.Create(found.Select(word => KeyValuePair.Create(word.Key, (string?)word.Value))).ToUriComponent();
    }

    private IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Ways(Problem problem)
    {
        if (problem.Parameter is not { } parameter)
            yield break;

        if (problem.Suggestion is { } meant)
        {
            if (!RecordsQuestion.IsReserved(parameter))
                yield return Changed(parameter, word => KeyValuePair.Create(meant, word.Value));
            yield return Changed(parameter, word => KeyValuePair.Create(parameter, string.Join(',', word.Value.Split(',').Select(part => Replaced(part, meant)))));
            yield return Changed(parameter, word => KeyValuePair.Create(parameter, meant));
        }
        else if (problem.Maximum is { } most)
        {
            yield return Changed(parameter, _ => KeyValuePair.Create(parameter, most.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        yield return [.. words.Where(word => word.Key != parameter)];
    }

    private IReadOnlyList<KeyValuePair<string, string>> Changed(string parameter, Func<KeyValuePair<string, string>, KeyValuePair<string, string>> change) =>
        [.. words.Select(word => word.Key == parameter ? change(word) : word)];

    private string Replaced(string part, string meant)
    {
        var name = part.Trim().TrimStart('-', '+');
        return dataset.Schema.Find(name) is null && Nearest.To(name, [meant]) is not null ? part.Replace(name, meant, StringComparison.Ordinal) : part;
    }

    private int MistakesIn(IReadOnlyList<KeyValuePair<string, string>> changed)
    {
        RecordsPlanner.TryPlan(new RecordsRequest(changed), dataset, out _, out var problems);
        return problems.Count;
    }
}
