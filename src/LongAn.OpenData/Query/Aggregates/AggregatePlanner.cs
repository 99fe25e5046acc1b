using System.Diagnostics.CodeAnalysis;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Aggregates;

/// <summary>Turns words into a checked question for groups, or into all the mistakes in them at once.</summary>
public static class AggregatePlanner
{
    private const int MostListed = AggregateParameter.MaxGroupFields + AggregateParameter.MaxMeasures;

    public static bool TryPlan(RecordsRequest request, Dataset dataset, [NotNullWhen(true)] out AggregatePlan? plan, out IReadOnlyList<Problem> problems)
    {
        var words = new RequestWords(request.Words, AggregateParameter.All);
        var after = RecordsPlanner.PlanCursor(words);
        var version = RecordsPlanner.PlanVersion(words, dataset, after);
        var keys = PlanKeys(words, version.Schema);
        var measures = MeasuresPlanner.Plan(words, version.Schema);
        CheckColumns(words, [.. keys.Select(key => key.Column), .. measures.Select(measure => measure.Column)]);
        var grouping = new Grouping(keys, measures);
        var offered = words.Problems.Count == 0 ? grouping : Everything(version.Schema);
        grouping = grouping with { Having = HavingPlanner.Plan(words, version, offered.Measures), Order = PlanOrder(words, offered) };
        plan = new AggregatePlan(new GroupsPlan(version, RequestFilter.Read(words, version).All, [grouping]))
        {
            Limit = (int)words.Whole(AggregateParameter.Limit),
            After = after,
        };
        words.Choice(RecordsParameter.Language);
        if (words.Problems.Count == 0 && after is not null && (after.Order != plan.Groups.Digest || after.Values.Count > 0 || after.Row is < 0 or > GroupBudget.MaxGroups))
            words.Report(ProblemMessages.CursorOfAnotherQuery);

        problems = words.Problems;
        if (problems.Count == 0)
            return true;

        plan = null;
        return false;
    }

    private static List<GroupKey> PlanKeys(RequestWords words, TableSchema schema)
    {
        var asked = words.List(AggregateParameter.GroupBy);
        if (words.Has(AggregateParameter.GroupBy) && asked.Count == 0)
            words.Report(Wrong(AggregateParameter.GroupBy, "group_by không nêu trường nào.", "group_by names no field."));
        if (asked.Count <= AggregateParameter.MaxGroupFields)
            return [.. asked.Select(word => PlanKey(word, words, schema)).OfType<GroupKey>()];

        words.Report(new Problem(ProblemCode.OverLimit, $"group_by: nhiều nhất {AggregateParameter.MaxGroupFields} trường.", $"group_by: at most {AggregateParameter.MaxGroupFields} fields.") { Parameter = "group_by", Maximum = AggregateParameter.MaxGroupFields });
        return [];
    }

    private static GroupKey? PlanKey(string word, RequestWords words, TableSchema schema)
    {
        var at = schema.Find(word) is null ? word.IndexOf(':', StringComparison.Ordinal) : -1;
        var (partName, name) = at < 0 ? (null, word) : (word[..at], word[(at + 1)..]);
        if (partName is not null && schema.Find(partName) is not null && DatePart.Find(name) is not null)
        {
            words.Report(Wrong(AggregateParameter.GroupBy, $"group_by cần {name}:{partName}, không phải {word}.", $"group_by takes {name}:{partName}, not {word}.") with { Suggestion = $"{name}:{partName}" });
            return null;
        }

        if (words.Field(AggregateParameter.GroupBy, name, schema) is not { } field)
            return null;
        if (partName is not null)
            return PlanPart(partName, field, words);
        if (field.Type.Kind != ValueKind.Json)
            return new ValueKey(field);

        words.Report(new Problem(ProblemCode.OperatorNotForType, $"Không nhóm được theo {name}: kiểu {field.Type}.", $"Cannot group by {name}: its type is {field.Type}.") { Parameter = "group_by" });
        return null;
    }

    private static DatePartKey? PlanPart(string name, Field field, RequestWords words)
    {
        var fitting = DatePart.All.Where(part => part.Fits(field.Type)).Select(part => part.Name).ToArray();
        var list = fitting.Length == 0 ? "—" : string.Join(", ", fitting);
        if (DatePart.Find(name) is not { } part)
        {
            var meant = Nearest.To(name, DatePart.All.Select(row => row.Name));
            words.Report(Wrong(
                AggregateParameter.GroupBy,
                $"Không có phần thời gian «{ProblemMessages.Cut(name)}».{ProblemMessages.MeantVi(meant)} Trường {field.Name} dùng được: {list}.",
                $"There is no date part \"{ProblemMessages.Cut(name)}\".{ProblemMessages.MeantEn(meant)} The field {field.Name} takes: {list}.") with
            { Suggestion = meant is null ? null : $"{meant}:{field.Name}" });
            return null;
        }

        if (part.Fits(field.Type))
            return new DatePartKey(field, part);

        words.Report(new Problem(
            ProblemCode.OperatorNotForType,
            $"{name} không dùng được cho trường {field.Name} (kiểu {field.Type}); dùng được: {list}.",
            $"{name} does not fit the field {field.Name} (type {field.Type}), which takes: {list}.")
        { Parameter = "group_by" });
        return null;
    }

    /// <summary>
    /// All that could be asked of a dataset. Where a column is asked wrongly, what it should be called is not known: then sort and having
    /// are only wrong where no question could have such a column.
    /// </summary>
    private static Grouping Everything(TableSchema schema)
    {
        IEnumerable<GroupKey> values = schema.Fields.Select(field => new ValueKey(field));
        var parts = from field in schema.Fields from part in DatePart.All where part.Fits(field.Type) select new DatePartKey(field, part);
        var measures = from field in schema.Fields from function in AggregateFunction.All where function.Fits(field.Type) select Measure.Of(function, field);
        return new Grouping([.. values, .. parts], [Measure.Records, .. measures]);
    }

    private static List<GroupOrder> PlanOrder(RequestWords words, Grouping grouping)
    {
        var names = grouping.Columns.Select(column => column.Name).ToList();
        var order = new List<GroupOrder>();
        foreach (var word in words.List(AggregateParameter.Sort))
        {
            var descending = word.StartsWith('-');
            var name = descending || word.StartsWith('+') ? word[1..] : word;
            var column = names.IndexOf(name);
            if (column < 0)
                words.Report(UnknownColumn(name, names));
            else if (order.Any(part => part.Column == column))
                words.Report(Wrong(AggregateParameter.Sort, $"sort có cột lặp lại: {name}.", $"sort names a column twice: {name}."));
            else
                order.Add(new GroupOrder(column, descending));
        }

        return order;
    }

    /// <summary>Two columns of one name would be one member twice in JSON.</summary>
    private static void CheckColumns(RequestWords words, IReadOnlyList<Field> columns)
    {
        foreach (var twice in columns.GroupBy(column => column.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            words.Report(Wrong(AggregateParameter.Measures, $"Có hai cột tên {twice.Key}.", $"Two columns would be called {twice.Key}."));
    }

    private static Problem UnknownColumn(string name, IReadOnlyList<string> columns)
    {
        var meant = Nearest.To(name, columns);
        var list = columns.Count <= MostListed ? string.Join(", ", columns) : "…";
        return new Problem(
            ProblemCode.UnknownField,
            $"Kết quả không có cột «{ProblemMessages.Cut(name)}».{ProblemMessages.MeantVi(meant)} Các cột: {list}.",
            $"The answer has no column \"{ProblemMessages.Cut(name)}\".{ProblemMessages.MeantEn(meant)} Its columns are: {list}.")
        { Parameter = "sort", Suggestion = meant };
    }

    private static Problem Wrong(RecordsParameter parameter, string vi, string en) => new(ProblemCode.InvalidValue, vi, en) { Parameter = parameter.Name };
}
