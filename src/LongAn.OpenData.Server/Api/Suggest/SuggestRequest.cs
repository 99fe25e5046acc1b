using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Suggest;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Suggest;

/// <summary>What was typed and how much is wanted, checked.</summary>
internal sealed class SuggestRequest
{
    private const int LongestTyped = 200;

    private static readonly QueryParameter Typed = new("q", new(
        "Những chữ đã gõ: đầu của giá trị hoặc của một từ trong đó; không phân biệt hoa thường, dấu và đ. Để trống thì mọi giá trị.",
        "What has been typed: the beginning of a value or of a word in it; case, tones and đ do not matter. Left out, every value."))
    { Example = "t" };

    private static readonly QueryParameter Limit = new("limit", new("Số gợi ý tối đa.", "The most suggestions."))
    { JsonType = "integer", Minimum = 1, Maximum = Suggestions.MaxLimit, Default = Suggestions.DefaultLimit };

    private static readonly QueryParameter Language = QueryParameter.Of(RecordsParameter.Language);

    public static readonly IReadOnlyList<QueryParameter> OfDatasets = [Typed, Limit, Language];

    public static readonly IReadOnlyList<QueryParameter> OfValues = [Typed, Limit, QueryParameter.Of(RecordsParameter.Version), QueryParameter.Of(RecordsParameter.AsOf), Language];

    private readonly List<Problem> problems = [];
    private readonly IQueryCollection query;

    public SuggestRequest(IQueryCollection query, IReadOnlyList<QueryParameter> parameters)
    {
        this.query = query;
        problems.AddRange(QueryNames.Check(query, [.. parameters.Select(row => row.Name)]));
        Text = new TypedText(query[Typed.Name].ToString());
        if (Text.Text.Contains('\0', StringComparison.Ordinal))
            problems.Add(new Problem(ProblemCode.InvalidValue, "q không được chứa ký tự NUL.", "q must not contain NUL.") { Parameter = Typed.Name });
        if (Text.Text.Length > LongestTyped)
            problems.Add(new Problem(ProblemCode.OverLimit, $"q dài nhất {LongestTyped} ký tự.", $"q is at most {LongestTyped} characters long.") { Parameter = Typed.Name, Maximum = LongestTyped });
        Most = ReadLimit();
    }

    public TypedText Text { get; }

    public int Most { get; }

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>The version that is asked for, else the one that is served.</summary>
    public DatasetVersion VersionOf(Dataset dataset)
    {
        if (AskedVersion.Find(dataset, query, out var problem) is { } version)
            return version;

        problems.Add(problem!);
        return dataset.Current;
    }

    /// <summary>The field named in the path, where there is one to suggest values of.</summary>
    public Field? FieldOf(DatasetVersion version, string name)
    {
        if (version.Schema.Find(name) is not { } field)
            problems.Add(ProblemMessages.UnknownField("field", name, version.Schema) with { Code = ProblemCode.NotFound });
        else if (!field.Type.IsText)
            problems.Add(new Problem(ProblemCode.OperatorNotForType, $"Chỉ gợi ý giá trị của trường chữ; {name} có kiểu {field.Type}.", $"Only values of text are suggested; {name} is of type {field.Type}.") { Parameter = "field" });
        else if (!SuggestSql.CanSuggest(field, version))
            problems.Add(new Problem(ProblemCode.OperatorNotForType, $"Trường {name} có quá nhiều giá trị khác nhau mà không có chỉ mục hay tìm toàn văn; hãy lọc bằng {name}__contains.", $"The field {name} has too many different values, and is neither indexed nor searched; filter by {name}__contains.") { Parameter = "field", Suggestion = $"{name}__contains" });
        else
            return field;
        return null;
    }

    private int ReadLimit()
    {
        if (!query.TryGetValue(Limit.Name, out var text))
            return Suggestions.DefaultLimit;

        var isWhole = RecordsParameter.TryWhole(text[0] ?? "", out var limit);
        if (isWhole && limit is >= 1 and <= Suggestions.MaxLimit)
            return (int)limit;

        problems.Add(isWhole && limit > Suggestions.MaxLimit
            ? new Problem(ProblemCode.OverLimit, $"limit tối đa là {Suggestions.MaxLimit}.", $"limit is at most {Suggestions.MaxLimit}.") { Parameter = Limit.Name, Maximum = Suggestions.MaxLimit }
            : ProblemMessages.NotWhole(Limit.Name, 1));
        return Suggestions.DefaultLimit;
    }
}
