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
