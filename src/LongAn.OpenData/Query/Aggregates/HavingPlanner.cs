using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Query.Aggregates;

/// <summary>
/// Turns <c>having=count__gte=10,sum_capital__between=1,5</c> into conditions on groups: the words that filter fields, with the measures
/// for fields. A part between commas that has no <c>=</c> belongs to the value before it.
/// </summary>
internal static class HavingPlanner
{
    public static Filter.AllOf Plan(RequestWords words, DatasetVersion version, IReadOnlyList<Measure> measures)
    {
        if (!words.Has(AggregateParameter.Having))
            return Filter.Everything;

        var conditions = Split(words);
        if (conditions.Count > AggregateParameter.MaxConditions)
        {
            words.Report(new Problem(ProblemCode.OverLimit, $"having: nhiều nhất {AggregateParameter.MaxConditions} điều kiện.", $"having: at most {AggregateParameter.MaxConditions} conditions.") { Parameter = "having", Maximum = AggregateParameter.MaxConditions });
            return Filter.Everything;
        }

        var columns = measures.Select(measure => measure.Column).DistinctBy(column => column.Name);
        var own = new RequestWords(conditions, []);
        var filters = FilterPlanner.Plan(own, version with { Schema = new TableSchema([.. columns], [], [], []), References = [] });
        foreach (var like in filters.Where(condition => condition.Filter is Filter.Like))
            own.Report(new Problem(ProblemCode.OperatorNotForType, $"having chỉ so sánh: {like.Field.Name} không tìm trong văn bản được.", $"having compares only: it does not look inside the text of {like.Field.Name}."));
        foreach (var problem in own.Problems)
            words.Report(problem with { Parameter = "having" });
        return new Filter.AllOf([.. filters.Select(condition => condition.Filter)]);
    }

    private static List<KeyValuePair<string, string>> Split(RequestWords words)
    {
        var conditions = new List<KeyValuePair<string, string>>();
        foreach (var part in words.Text(AggregateParameter.Having).Split(','))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
                conditions.Add(KeyValuePair.Create(part[..at].Trim(), part[(at + 1)..]));
            else if (conditions.Count > 0)
                conditions[^1] = KeyValuePair.Create(conditions[^1].Key, $"{conditions[^1].Value},{part}");
            else
                words.Report(new Problem(ProblemCode.InvalidValue, "having cần các điều kiện như count__gte=10.", "having takes conditions such as count__gte=10.") { Parameter = "having" });
        }

        return conditions;
    }
}
