using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Query;

/// <summary>Turns a filter into SQL: names are the dataset's own, quoted; every value is a parameter.</summary>
/// <param name="qualifier">What stands before each column, where the statement reads other tables too: <c>records.</c>.</param>
/// <param name="joined">The foreign keys whose records the statement joins.</param>
internal sealed class FilterSql(List<object?> parameters, string qualifier = "", AccessPath? path = null, IReadOnlyList<VersionReference>? joined = null)
{
    private readonly AccessPath path = path ?? AccessPath.Plain;

    /// <summary>A distance is written once and named by its text: SQLite computes the same text once a record, with other parameters it would twice.</summary>
    private readonly Dictionary<Expression, string> distances = [];
    private bool isNegated;

    public string Row => qualifier + RecordsSql.Row;

    /// <summary>A condition for WHERE.</summary>
    public string Write(Filter filter) => filter switch
    {
        Filter.AllOf { Parts.Count: 0 } => "TRUE",
        Filter.AllOf all => string.Join(" AND ", all.Parts.Select(Part)),
        Filter.AnyOf { Parts.Count: 0 } => "FALSE",
        Filter.AnyOf any => string.Join(" OR ", any.Parts.Select(Part)),
        Filter.Not not => $"NOT ({Negated(not.Part)})",
        Filter.Comparison comparison => $"{Write(comparison.Left)} {comparison.Operator} {Write(comparison.Right)}",
        Filter.Between between => $"{Write(between.Value)} BETWEEN {Write(between.Low)} AND {Write(between.High)}",
        Filter.In choices => $"{Write(choices.Value)} IN ({string.Join(", ", choices.Choices.Select(Write))})",
        Filter.Like like => $"{Write(like.Text)} GLOB {Parameter(ToGlob(like.Pattern))}",
        Filter.IsNull isNull => $"{Write(isNull.Value)} IS NULL",
        Filter.Spatial or Filter.Near => Places.Write(filter, mayNarrow: !isNegated, path.Indexed.Contains(filter)),
        Filter.Always always => always.Value ? "TRUE" : "FALSE",
        Filter.Words search => Write(search.Query),
        Filter.Through through => Write(through),
        _ => throw new InvalidOperationException($"No SQL for {filter.GetType().Name}."),
    };

    public string Write(Expression expression) => expression switch
    {
        Expression.Property property => Column(property.Field),
        Expression.Foreign foreign => ReferenceSql.Column(foreign, joined),
        Expression.RowNumber => Row,
        Expression.Literal literal => Parameter(literal.Value),
        Expression.Arithmetic arithmetic => Write(arithmetic),
        Expression.Distance distance => Write(distance),
        Expression.Folded folded => $"{FunctionName(folded.Fold)}({Write(folded.Text)})",
        _ => throw new InvalidOperationException($"No SQL for {expression.GetType().Name}."),
    };

    public string Parameter(object? value)
    {
        parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{parameters.Count - 1}");
    }

    /// <summary>The SQL function that folds so; <see cref="Storage.Sqlite"/> defines them.</summary>
    public static string FunctionName(TextFold fold) => fold switch
    {
        TextFold.Case => "fold_case",
        TextFold.Accents => "fold_accents",
        _ => "fold",
    };

    private string Write(Filter.Through through)
    {
        var key = through.Reference.Key;
        var inner = new FilterSql(parameters).Write(through.Part);
        return $"{ReferenceSql.Columns(key.Fields, qualifier)} IN (SELECT {string.Join(", ", key.ReferencedFields.Select(RecordsSql.Quote))} FROM {ReferenceSql.Table(through.Reference)} WHERE {inner})";
    }

    private SpatialSql Places => new(Column, Row, Parameter, Write);

    private string Column(Field field) => qualifier + RecordsSql.Quote(field.Name);

    private string Write(Expression.Distance distance)
    {
        if (!distances.TryGetValue(distance, out var sql))
            distances.Add(distance, sql = Places.Write(distance));
        return sql;
    }

    private string Negated(Filter part)
    {
        var outside = isNegated;
        isNegated = true;
        var sql = Write(part);
        isNegated = outside;
        return sql;
    }

    private string Part(Filter part) => part is Filter.AllOf or Filter.AnyOf ? $"({Write(part)})" : Write(part);

    private string Write(TextQuery query)
    {
        if (query.IsEmpty)
            return "TRUE";

        if (path.Words == WordsBy.Bits)
            return $"{(query.FindsSomething ? "" : "NOT ")}{RecordsSql.HasWordsFunction}({Row})";

        var match = Parameter(query.MatchAny(path.Prefixes));
        var found = path.Words == WordsBy.Record
            ? $"EXISTS (SELECT 1 FROM {TextQuery.Table} WHERE {TextQuery.Table} MATCH {match} AND rowid = {RecordsSql.Table}.{RecordsSql.Row})"
            : $"{Row} IN (SELECT rowid FROM {TextQuery.Table} WHERE {TextQuery.Table} MATCH {match})";
        return query.FindsSomething ? found : $"NOT ({found})";
    }

    /// <summary>Numbers are doubles here, so that 1 / 2 is a half and a large product does not wrap.</summary>
    private string Write(Expression.Arithmetic arithmetic)
    {
        var (left, right) = (Real(arithmetic.Left), Real(arithmetic.Right));
        return arithmetic.Operator switch
        {
            "%" => $"mod({left}, {right})",
            "^" => $"pow({left}, {right})",
            "div" => $"trunc({left} / {right})",
            _ => $"({left} {arithmetic.Operator} {right})",
        };
    }

    /// <summary>What is a double already is not cast: SQLite bounds how deep an expression may be.</summary>
    private string Real(Expression number) =>
        number is Expression.Arithmetic or Expression.Literal { Value: double } ? Write(number) : $"CAST({Write(number)} AS REAL)";

    /// <summary>SQLite's LIKE ignores the case of ASCII letters only; GLOB compares letters as they are, and can use an index for a prefix.</summary>
    private static string ToGlob(string pattern)
    {
        var glob = new StringBuilder(pattern.Length + 8);
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            if (letter == '\\' && i + 1 < pattern.Length)
                AppendLiteral(glob, pattern[++i]);
            else if (letter == '%')
                glob.Append('*');
            else if (letter == '_')
                glob.Append('?');
            else
                AppendLiteral(glob, letter);
        }

        return glob.ToString();
    }

    private static void AppendLiteral(StringBuilder glob, char letter)
    {
        if (letter is '*' or '?' or '[')
            glob.Append('[').Append(letter).Append(']');
        else
            glob.Append(letter);
    }
}
