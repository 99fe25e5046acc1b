using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Aggregates;

/// <summary>Turns <c>measures=count,sum:capital</c> into measures.</summary>
internal static class MeasuresPlanner
{
    public static List<Measure> Plan(RequestWords words, TableSchema schema)
    {
        var asked = words.List(AggregateParameter.Measures);
        if (asked.Count == 0)
            return [Measure.Records];
        if (asked.Count <= AggregateParameter.MaxMeasures)
            return [.. asked.Select(word => PlanMeasure(word, words, schema)).OfType<Measure>()];

        words.Report(new Problem(ProblemCode.OverLimit, $"measures: nhiều nhất {AggregateParameter.MaxMeasures} số đo.", $"measures: at most {AggregateParameter.MaxMeasures} measures.") { Parameter = "measures", Maximum = AggregateParameter.MaxMeasures });
        return [];
    }

    private static Measure? PlanMeasure(string word, RequestWords words, TableSchema schema)
    {
        var at = word.IndexOf(':', StringComparison.Ordinal);
        var (functionName, name) = at < 0 ? (word, null) : (word[..at], word[(at + 1)..]);
        if (AggregateFunction.Find(functionName) is not { } function)
        {
            words.Report(UnknownFunction(functionName, name));
            return null;
        }

        if (name is null && function == AggregateFunction.Count)
            return Measure.Records;
        if (name is null)
        {
            words.Report(new Problem(ProblemCode.InvalidValue, $"{functionName} cần một trường, ví dụ {functionName}:field.", $"{functionName} needs a field, as in {functionName}:field.") { Parameter = "measures" });
            return null;
        }

        if (words.Field(AggregateParameter.Measures, name, schema) is not { } field)
            return null;
        if (function.Fits(field.Type))
            return Measure.Of(function, field);

        words.Report(NotForType(function, field));
        return null;
    }

    private static Problem UnknownFunction(string functionName, string? name)
    {
        var meant = Nearest.To(functionName, AggregateFunction.All.Select(row => row.Name));
        var list = string.Join(", ", AggregateFunction.All.Select(row => row.Name));
        return new Problem(
            ProblemCode.InvalidValue,
            $"Không có số đo «{ProblemMessages.Cut(functionName)}».{ProblemMessages.MeantVi(meant)} Có: {list}.",
            $"There is no measure \"{ProblemMessages.Cut(functionName)}\".{ProblemMessages.MeantEn(meant)} There are: {list}.")
        { Parameter = "measures", Suggestion = meant is null ? null : name is null ? meant : $"{meant}:{name}" };
    }

    private static Problem NotForType(AggregateFunction function, Field field)
    {
        var list = string.Join(", ", AggregateFunction.All.Where(row => row.Fits(field.Type)).Select(row => row.Name));
        return new Problem(
            ProblemCode.OperatorNotForType,
            $"{function.Name} không dùng được cho trường {field.Name} (kiểu {field.Type}); dùng được: {list}.",
            $"{function.Name} does not fit the field {field.Name} (type {field.Type}), which takes: {list}.")
        { Parameter = "measures" };
    }
}
