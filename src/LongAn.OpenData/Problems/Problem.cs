using LongAn.OpenData.Text;

namespace LongAn.OpenData.Problems;

/// <summary>A mistake as a value: somebody can mend it, so it is reported, never thrown.</summary>
public sealed record Problem(ProblemCode Code, LocalizedText Message)
{
    public Problem(ProblemCode code, string vi, string en) : this(code, new LocalizedText(vi, en)) { }

    /// <summary>The request parameter or path segment that is wrong.</summary>
    public string? Parameter { get; init; }

    /// <summary>What was probably meant.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The largest value allowed, where a limit was passed.</summary>
    public long? Maximum { get; init; }

    /// <summary>Where in the parameter's text the mistake is; null where the text as a whole is wrong.</summary>
    public TextPlace? At { get; init; }

    /// <summary>Where in a dataset's files the mistake is; null for mistakes of a request.</summary>
    public ProblemPlace? Place { get; init; }
}

/// <summary>A place in a text, from 1; columns are UTF-16 code units.</summary>
public readonly record struct TextPlace(int Line, int Column)
{
    /// <param name="index">From 0; the text's length for its end.</param>
    public static TextPlace Of(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new TextPlace(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}

/// <summary>A place in a dataset's files.</summary>
/// <param name="File">Relative to the dataset's folder.</param>
/// <param name="Row">The data row, from 1; the header is not counted.</param>
/// <param name="Field">The field's name.</param>
/// <param name="Value">The value as published, cut at 200 characters.</param>
/// <param name="Rule">The rule of Table Schema that is broken: <c>type</c>, <c>required</c>, <c>pattern</c>...</param>
public sealed record ProblemPlace(string File, long? Row = null, string? Field = null, string? Value = null, string? Rule = null);
