using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>The words of a request by name, and the mistakes found in them so far.</summary>
internal sealed class RequestWords
{
    private static readonly HashSet<string> OfPages = NamesOf(RecordsParameter.All);
    private static readonly HashSet<string> OfExports = NamesOf(RecordsParameter.All.Where(row => !row.IsPaging));
    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);

    public RequestWords(RecordsRequest request) : this(request.Words, request.IsExport ? OfExports : OfPages) => Conditions = request.Conditions;

    /// <param name="parameters">The portal's own parameters that this request may use.</param>
    public RequestWords(IEnumerable<KeyValuePair<string, string>> words, IEnumerable<RecordsParameter> parameters) : this(words, NamesOf(parameters)) { }

    private RequestWords(IEnumerable<KeyValuePair<string, string>> words, HashSet<string> known)
    {
        var twice = new HashSet<string>(StringComparer.Ordinal);
        var others = new List<KeyValuePair<string, string>>();
        foreach (var word in words)
        {
            if (!known.Contains(word.Key))
                others.Add(word);
            else if (!named.TryAdd(word.Key, word.Value) && twice.Add(word.Key))
                Report(new Problem(ProblemCode.RepeatedParameter, $"{word.Key} chỉ được dùng một lần.", $"{word.Key} may be given once only.") { Parameter = word.Key });
        }

        Others = others;
        Known = known;
    }

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>What a protocol asks beside the words.</summary>
    public IReadOnlyList<DialectCondition> Conditions { get; } = [];

    /// <summary>What is not a parameter of the portal: conditions on fields, and mistakes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; }

    /// <summary>The names of the portal's own parameters that this request may use.</summary>
    public IReadOnlySet<string> Known { get; }

    public void Report(Problem problem) => problems.Add(problem);

    public bool Has(RecordsParameter parameter) => named.ContainsKey(parameter.Name);

    public string Text(RecordsParameter parameter) => named.GetValueOrDefault(parameter.Name, "");

    /// <summary>A whole number within the parameter's bounds; its default where it is absent or wrong.</summary>
    public long Whole(RecordsParameter parameter)
    {
        var standard = Convert.ToInt64(parameter.Default ?? 0, CultureInfo.InvariantCulture);
        if (!named.TryGetValue(parameter.Name, out var text))
            return standard;

        if (!RecordsParameter.TryWhole(text, out var number) || number < parameter.Minimum)
        {
            Report(ProblemMessages.NotWhole(parameter.Name, parameter.Minimum ?? 0));
            return standard;
        }

        if (number <= (parameter.Maximum ?? long.MaxValue))
            return number;

        var (vi, en) = parameter == RecordsParameter.Offset
            ? ($"offset tối đa là {parameter.Maximum}; để đi xa hơn hãy dùng cursor.", $"offset is at most {parameter.Maximum}; to go further use cursor.")
            : ($"{parameter.Name} tối đa là {parameter.Maximum}.", $"{parameter.Name} is at most {parameter.Maximum}.");
        Report(new Problem(ProblemCode.OverLimit, vi, en) { Parameter = parameter.Name, Maximum = parameter.Maximum, Suggestion = parameter == RecordsParameter.Offset ? "cursor" : null });
        return standard;
    }

    /// <summary>One of the parameter's choices; null where it is absent or wrong.</summary>
    public string? Choice(RecordsParameter parameter)
    {
        if (!named.TryGetValue(parameter.Name, out var text))
            return null;
        if (parameter.Choices!.Contains(text))
            return text;

        var choices = string.Join(", ", parameter.Choices!);
        Report(new Problem(ProblemCode.InvalidValue, $"{parameter.Name} phải là một trong: {choices}.", $"{parameter.Name} must be one of: {choices}.") { Parameter = parameter.Name, Suggestion = Nearest.To(text, parameter.Choices!) });
        return null;
    }

    /// <summary>Whether the parameter is <c>true</c>; false where it is absent or wrong.</summary>
    public bool Flag(RecordsParameter parameter)
    {
        var text = named.GetValueOrDefault(parameter.Name, "false");
        if (text is "true" or "false")
            return text == "true";

        Report(new Problem(ProblemCode.InvalidValue, $"{parameter.Name} phải là true hoặc false.", $"{parameter.Name} must be true or false.") { Parameter = parameter.Name, Suggestion = Nearest.To(text, ["true", "false"]) });
        return false;
    }

    /// <summary>The parts between commas; none where it is absent.</summary>
    public IReadOnlyList<string> List(RecordsParameter parameter) =>
        named.TryGetValue(parameter.Name, out var text) && text.Length > 0 ? text.Split(',', StringSplitOptions.TrimEntries) : [];

    /// <summary>The numbers that a parameter is made of; null where one is missing or wrong, each of which is a problem.</summary>
    public IReadOnlyList<double>? Numbers(RecordsParameter parameter)
    {
        var (rows, parts) = (parameter.Parts!, Text(parameter).Split(',', StringSplitOptions.TrimEntries));
        var before = problems.Count;
        if (parts.Length != rows.Count)
        {
            var names = string.Join(',', rows.Select(row => row.Name));
            Report(ProblemMessages.Wrong(parameter.Name, Text(parameter), $"cần {rows.Count} số, {names}", $"takes {rows.Count} numbers, {names}"));
            return null;
        }

        double?[] read = [.. parts.Select(ParameterNumber.TryRead)];
        for (var i = 0; i < read.Length; i++)
        {
            if (read[i] is not { } number || !rows[i].Holds(number))
                Report(ProblemMessages.NotNumber(parameter.Name, rows[i], parts[i]) with { Suggestion = Swapped(rows, parts, read) });
        }

        return problems.Count == before ? [.. read.Select(number => number!.Value)] : null;
    }

    private static HashSet<string> NamesOf(IEnumerable<RecordsParameter> parameters) => parameters.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);

    /// <returns>The text with latitudes and longitudes in each other's place, if it is right so: the order people mistake.</returns>
    private static string? Swapped(IReadOnlyList<ParameterNumber> rows, string[] parts, double?[] read)
    {
        int[] swapped = [.. Enumerable.Range(0, rows.Count).Select(i => i < rows.Count / 2 * 2 ? i ^ 1 : i)];
        var isRight = swapped.Select((from, to) => read[from] is { } number && rows[to].Holds(number)).All(holds => holds);
        return isRight ? string.Join(',', swapped.Select(from => parts[from])) : null;
    }

    /// <summary>The columns that a list names; each unknown one is a problem.</summary>
    public List<Column> Names(RecordsParameter parameter, NamedColumns columns)
    {
        var names = List(parameter);
        if (Has(parameter) && names.Count == 0)
            Report(new Problem(ProblemCode.InvalidValue, $"{parameter.Name} không nêu trường nào.", $"{parameter.Name} names no field.") { Parameter = parameter.Name });
        return [.. names.Select(name => Name(parameter, name, columns)).OfType<Column>()];
    }

    public Field? Field(RecordsParameter parameter, string name, TableSchema schema)
    {
        if (schema.Find(name) is { } field)
            return field;

        Report(ProblemMessages.UnknownField(parameter.Name, name, schema));
        return null;
    }

    public Column? Name(RecordsParameter parameter, string name, NamedColumns columns)
    {
        if (columns.Find(name) is { } column)
            return column;

        Report(columns.Unknown(parameter, name));
        return null;
    }
}
