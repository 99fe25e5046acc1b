using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>Turns the standard's parameters into a request in the portal's own words.</summary>
internal static class FeaturesBinding
{
    /// <param name="problems">The mistakes that are no longer seen in the request are added.</param>
    public static RecordsRequest Read(IQueryCollection query, Dataset dataset, List<Problem> problems)
    {
        var version = VersionOf(query, dataset);
        string[] queryables = [.. Queryables.Parameters(version).Select(field => field.Name)];
        problems.AddRange(QueryNames.Check(query, [.. OgcParameter.All.Select(row => row.Name), .. queryables], queryables));
        var words = new List<KeyValuePair<string, string>>();
        var conditions = new List<DialectCondition?>();
        foreach (var (name, values) in query)
        {
            var first = values[0] ?? "";
            if (queryables.Contains(name))
                words.AddRange(values.Select(value => KeyValuePair.Create(WordOf(name), value ?? "")));
            else if (name == OgcParameter.BBox.Name)
                conditions.Add(FeatureConditions.Box(first, version, problems));
            else if (name == OgcParameter.Datetime.Name)
                conditions.Add(FeatureConditions.Time(first, version, problems));
            else if (OgcParameter.Find(name) is { } row && IsRight(row, first, problems) && row.Native is { } native)
                words.Add(new(native.Name, row == OgcParameter.Limit ? AtMost(first) : first));
        }

        // A walk counts once: behind the first page the number is there where it costs nothing.
        if (!query.ContainsKey(RecordsParameter.Cursor.Name))
            words.Add(new(RecordsParameter.Count.Name, "exact"));
        return new RecordsRequest(words) { Conditions = [.. conditions.OfType<DialectCondition>()] };
    }

    /// <summary>The parameters of a feature that is named by its id.</summary>
    public static RecordsRequest ReadOne(IQueryCollection query, List<Problem> problems)
    {
        OgcParameter[] known = [.. OgcParameter.All.Where(row => row.IsOfOne)];
        problems.AddRange(QueryNames.Check(query, [.. known.Select(row => row.Name)]));
        var given = known.Where(row => query.ContainsKey(row.Name) && IsRight(row, query[row.Name][0] ?? "", problems));
        return new RecordsRequest([.. given.Where(row => row.Native is not null).Select(row => KeyValuePair.Create(row.Native!.Name, query[row.Name][0] ?? ""))]);
    }

    /// <summary>A document takes a format, which is JSON, and a language.</summary>
    public static void ReadDocument(IQueryCollection query, List<Problem> problems)
    {
        OgcParameter[] known = [.. OgcParameter.All.Where(row => row.IsOfDocument)];
        problems.AddRange(QueryNames.Check(query, [.. known.Select(row => row.Name)]));
        foreach (var row in known.Where(row => query.ContainsKey(row.Name)))
            IsRight(row, query[row.Name][0] ?? "", problems);
    }

    /// <summary>The problem in the words that the caller used.</summary>
    public static Problem Renamed(Problem problem) => problem with { Parameter = OgcParameter.NameOf(problem.Parameter) };

    /// <summary>A walk stays with the version that its cursor came from, and so do the fields it may name.</summary>
    private static DatasetVersion VersionOf(IQueryCollection query, Dataset dataset) =>
        PageCursor.TryParse(query[RecordsParameter.Cursor.Name].ToString()) is { } cursor && dataset.FindVersion(cursor.Version) is { } version ? version : dataset.Current;

    /// <summary>A field that has the name of one of the portal's own parameters is asked for by its operator.</summary>
    private static string WordOf(string field) => RecordsParameter.All.Any(row => row.Name == field) ? $"{field}__{FilterOperator.Eq.Name}" : field;

    private static bool IsRight(OgcParameter row, string value, List<Problem> problems)
    {
        if (row.Choices is null || row.Choices.Contains(value))
            return true;

        if (row.Name == RecordsParameter.Language.Name)
            return false; // told where names are checked

        var choices = string.Join(", ", row.Choices);
        problems.Add(new Problem(ProblemCode.InvalidValue, $"{row.Name} phải là một trong: {choices}.", $"{row.Name} must be one of: {choices}.") { Parameter = row.Name, Suggestion = row.Choices is [var only] ? only : Nearest.To(value, row.Choices) });
        return false;
    }

    private static string AtMost(string limit) =>
        RecordsParameter.TryWhole(limit, out var number) && number > RecordsParameter.MaxLimit ? $"{RecordsParameter.MaxLimit}" : limit;
}
