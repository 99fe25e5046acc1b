using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>A page of the guide that is written from tables.</summary>
public sealed record DocsModel(DocsTopic Topic, IReadOnlyList<DocsSection> Sections);

/// <summary>One table.</summary>
/// <param name="Name">What the rows are.</param>
/// <param name="Fact">What stands in the column of facts; null where there is none.</param>
public sealed record DocsSection(LocalizedText Title, LocalizedText? Intro, LocalizedText Name, LocalizedText? Fact, IReadOnlyList<DocsRow> Rows);

/// <summary>One row of a table.</summary>
/// <param name="Id">Its place in the page, after <c>#</c>; null where nobody points to it.</param>
/// <param name="Name">As a request or the options write it.</param>
public sealed record DocsRow(string? Id, string Name, LocalizedText Text)
{
    public LocalizedText? Fact { get; init; }

    /// <summary>A request that shows it; null where there is nothing to ask.</summary>
    public DocsExample? Example { get; init; }

    /// <summary>A page, or a document elsewhere, that says more.</summary>
    public string? Link { get; init; }
}

/// <summary>A request to try.</summary>
/// <param name="Path">Below the portal's root.</param>
/// <param name="Query">Names and values, unescaped.</param>
public sealed record DocsExample(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    public DocsExample(string path, params (string Name, string Value)[] query) : this(path, [.. query.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]) { }

    /// <summary>As it is asked.</summary>
    public string Address => Path + QueryString.Create(Query.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).ToUriComponent();

    /// <summary>As it is read.</summary>
    public string Shown => Query.Count == 0 ? Path : "?" + string.Join('&', Query.Select(pair => $"{pair.Key}={pair.Value}"));
}
