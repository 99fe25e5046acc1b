using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>Turns <c>field=v</c> and <c>field__operator=v</c> into conditions.</summary>
internal static class FilterPlanner
{
    private const int MostConditions = 100;
    private const int MostWildcards = 10;
    private const int MostValues = Cql2Limits.MaxList;
    private const string Separator = "__";

    /// <summary>The conditions, each with the field it is on.</summary>
    public static IReadOnlyList<FieldCondition> Plan(RequestWords words, DatasetVersion version)
    {
        var conditions = new List<FieldCondition>();
        foreach (var group in words.Others.GroupBy(word => word.Key, word => word.Value, StringComparer.Ordinal))
        {
            if (!TryName(group.Key, words, version, out var target, out var asked))
                continue;

            if (!asked.Fits(target.Field.Type))
                words.Report(NotForType(group.Key, target.Field, asked));
            else if (Values(group.Key, [.. group], target.Field, asked, words) is { } values)
                conditions.Add(new FieldCondition(target.Own, target.Make(asked, values)));
        }

        if (conditions.Count > MostConditions)
            words.Report(new Problem(ProblemCode.OverLimit, $"Nhiều nhất {MostConditions} điều kiện lọc.", $"At most {MostConditions} conditions.") { Maximum = MostConditions });
        return conditions;
    }

    private static bool TryName(string name, RequestWords words, DatasetVersion version, out Target target, out FilterOperator asked)
    {
        asked = FilterOperator.Eq;
        target = null!;
        if (Target.Find(name, version) is { } whole)
        {
            target = whole;
            return true;
        }

        var at = name.LastIndexOf(Separator, StringComparison.Ordinal);
        if (at <= 0)
        {
            words.Report(UnknownParameter(name, words, version));
            return false;
        }

        var (fieldName, operatorName) = (name[..at], name[(at + Separator.Length)..]);
        if (Target.Find(fieldName, version) is not { } found)
        {
            var meant = Nearest.To(fieldName, ReferencedField.NamesLike(fieldName, version));
            words.Report(ProblemMessages.UnknownField(name, fieldName, ReferencedField.NamesLike(fieldName, version)) with { Suggestion = meant is null ? null : $"{meant}{Separator}{operatorName}" });
            return false;
        }

        target = found;
        if (FilterOperator.Find(operatorName) is { } row)
        {
            asked = row;
            return true;
        }

        words.Report(UnknownOperator(name, operatorName, fieldName, found.Field));
        return false;
    }

    /// <returns>Typed values, or null where one is wrong.</returns>
    private static List<Expression.Literal>? Values(string name, string[] given, Field field, FilterOperator asked, RequestWords words)
    {
        if (asked.Values != OperatorValues.AnyOf && given.Length > 1)
        {
            words.Report(new Problem(ProblemCode.RepeatedParameter, $"{name} chỉ được dùng một lần.", $"{name} may be given once only.") { Parameter = name });
            return null;
        }

        var parts = asked.Values is OperatorValues.List or OperatorValues.Pair ? given[0].Split(',') : given;
        if (asked.Values == OperatorValues.Pair && parts.Length != 2)
        {
            words.Report(ProblemMessages.Wrong(name, given[0], "cần hai giá trị, phân cách bằng dấu phẩy", "takes two values with a comma between them"));
            return null;
        }

        if (parts.Length > MostValues)
        {
            words.Report(new Problem(ProblemCode.OverLimit, $"{name}: nhiều nhất {MostValues} giá trị.", $"{name}: at most {MostValues} values.") { Parameter = name, Maximum = MostValues });
            return null;
        }

        if (asked == FilterOperator.Like && parts[0].Count(letter => letter == '%') > MostWildcards)
        {
            words.Report(new Problem(ProblemCode.OverLimit, $"{name}: nhiều nhất {MostWildcards} dấu %.", $"{name}: at most {MostWildcards} wildcards.") { Parameter = name, Maximum = MostWildcards });
            return null;
        }

        var values = new List<Expression.Literal>(parts.Length);
        foreach (var part in parts)
        {
            if (TryValue(part, field, asked, out var value))
                values.Add(new Expression.Literal(value!, field.Type));
            else
                words.Report(NotOfType(name, part, field, asked));
        }

        return values.Count == parts.Length ? values : null;
    }

    private static bool TryValue(string text, Field field, FilterOperator asked, out object? value)
    {
        value = text switch { "true" => 1L, "false" => 0L, _ => null };
        if (asked.Values == OperatorValues.Flag)
            return value is not null;
        return field.TryParseCanonical(text, out value);
    }

    private static Problem UnknownParameter(string name, RequestWords words, DatasetVersion version)
    {
        var meant = Nearest.To(name, [.. ReferencedField.NamesLike(name, version), .. words.Known]);
        return RecordsParameter.All.Any(row => row.Name == name)
            ? new Problem(ProblemCode.UnknownParameter, $"{name} chỉ dùng cho từng trang bản ghi; ở đây không có nghĩa.", $"{name} is for pages of records; it has no meaning here.") { Parameter = name }
            : new Problem(ProblemCode.UnknownParameter, $"Không có tham số hay trường «{ProblemMessages.Cut(name)}».{ProblemMessages.MeantVi(meant)}", $"There is no parameter or field \"{ProblemMessages.Cut(name)}\".{ProblemMessages.MeantEn(meant)}") { Parameter = name, Suggestion = meant };
    }

    private static Problem UnknownOperator(string name, string operatorName, string fieldName, Field field)
    {
        var fitting = FilterOperator.All.Where(row => row.Fits(field.Type)).Select(row => row.Name).ToArray();
        var meant = Nearest.To(operatorName, fitting);
        var list = string.Join(", ", fitting);
        return new Problem(
            ProblemCode.UnknownOperator,
            $"Không có toán tử «{ProblemMessages.Cut(operatorName)}».{ProblemMessages.MeantVi(meant)} Trường {fieldName} dùng được: {list}.",
            $"There is no operator \"{ProblemMessages.Cut(operatorName)}\".{ProblemMessages.MeantEn(meant)} The field {fieldName} takes: {list}.")
        { Parameter = name, Suggestion = meant is null ? null : $"{fieldName}{Separator}{meant}" };
    }

    private static Problem NotForType(string name, Field field, FilterOperator asked)
    {
        var list = string.Join(", ", FilterOperator.All.Where(row => row.Fits(field.Type)).Select(row => row.Name));
        return new Problem(
            ProblemCode.OperatorNotForType,
            $"{asked.Name} không dùng được cho trường {field.Name} (kiểu {field.Type}); dùng được: {list}.",
            $"{asked.Name} does not fit the field {field.Name} (type {field.Type}), which takes: {list}.")
        { Parameter = name };
    }

    private static Problem NotOfType(string name, string text, Field field, FilterOperator asked)
    {
        var expected = asked.Values == OperatorValues.Flag ? FieldType.Boolean.Title : field.Type.Title;
        return ProblemMessages.Wrong(name, text, $"cần {expected.Vi}", $"takes {expected.En}");
    }

    /// <summary>The field that a condition is on.</summary>
    /// <param name="Own">The dataset's own field that it belongs to: the same, or the foreign key that leads to it.</param>
    private sealed record Target(Field Field, Field Own, VersionReference? Reference)
    {
        public static Target? Find(string name, DatasetVersion version)
        {
            if (version.Schema.Find(name) is { } own)
                return new Target(own, own, null);

            return ReferencedField.Find(name, version) is { Field: { } field, Reference: var reference } ? new Target(field, version.Schema.Find(reference.Name)!, reference) : null;
        }

        /// <summary>The records pointed to are looked for once, not record by record; but who points to none has no value there either.</summary>
        public Filter Make(FilterOperator asked, IReadOnlyList<Expression.Literal> values)
        {
            if (Reference is null)
                return asked.Make(new Expression.Property(Field), values);

            return asked == FilterOperator.IsNull
                ? asked.Make(new Expression.Foreign(Reference, Field), values)
                : new Filter.Through(Reference, asked.Make(new Expression.Property(Field), values));
        }
    }
}
