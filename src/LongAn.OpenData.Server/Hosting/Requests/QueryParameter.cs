using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>A parameter of a query string, as the documents describe it.</summary>
internal sealed record QueryParameter(string Name, LocalizedText Description)
{
    /// <summary>The type in JSON Schema.</summary>
    public string JsonType { get; init; } = "string";

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    public object? Default { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    public string? Example { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>May be given more than once: any of the values.</summary>
    public bool Repeats { get; init; }

    /// <summary>Reads a whole number that is given once; <see cref="Default"/> where it is left out.</summary>
    public long ReadWhole(IQueryCollection query, List<Problem> problems)
    {
        if (!query.TryGetValue(Name, out var text))
            return Default is int standard ? standard : Maximum ?? long.MaxValue;

        var least = Minimum ?? 1;
        if (!RecordsParameter.TryWhole(text[0] ?? "", out var number) || number < least)
            problems.Add(ProblemMessages.NotWhole(Name, least));
        else if (number > Maximum)
            problems.Add(new Problem(ProblemCode.OverLimit, $"{Name} tối đa là {Maximum}.", $"{Name} is at most {Maximum}.") { Parameter = Name, Maximum = Maximum });
        return number;
    }

    public static QueryParameter Of(RecordsParameter row) => new(row.Name, row.Description)
    {
        JsonType = row.JsonType,
        Minimum = row.Minimum,
        Maximum = row.Maximum,
        Default = row.Default,
        Choices = row.Choices,
        Example = row.Example,
    };
}

/// <summary>Says of an endpoint which parameters it takes, where its handler reads the query string itself.</summary>
internal sealed record TakesParameters(IReadOnlyList<QueryParameter> Parameters);
