using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Metadata;

/// <summary>How a version is cited, for ever: who published what when, where it is, and the digest that proves it.</summary>
internal sealed partial class Citation(Dataset dataset, DatasetVersion version, PortalLinks links)
{
    private static readonly LocalizedText Synthetic = new("Dữ liệu tổng hợp: không bản ghi nào là của doanh nghiệp hay người thật.", "Synthetic data: no record is of a real enterprise or person.");
    private static readonly LocalizedText Compiled = new("Tổng hợp từ các nguồn nêu trong bộ dữ liệu.", "Compiled from the sources that the dataset names.");
    private static readonly LocalizedText Official = new("Do cơ quan quản lý dữ liệu công bố.", "Published by the authority that keeps the data.");

    private DateOnly Day => DateOnly.FromDateTime(version.Created.ToOffset(TimeSpan.FromHours(7)).Date);

    private LocalizedText Publisher => dataset.Description.Publisher.Title;

    private string Url => string.Create(CultureInfo.InvariantCulture, $"{links.Dataset(dataset.Id)}/versions/{version.Number}");

    private LocalizedText Provenance => version.Provenance switch
    {
        Catalog.Provenance.Synthetic => Synthetic,
        Catalog.Provenance.Compiled => Compiled,
        _ => Official,
    };

    private string Digest => version.FileDigest ?? version.Digest;

    /// <summary>In both languages.</summary>
    public LocalizedText Text => new(Say("vi", "phiên bản", "Bộ dữ liệu"), Say("en", "version", "Data set"));

    public CitationDocument Document => new(
        dataset.Id, version.Number, Text, Publisher, dataset.Description.Title, Day.Year, Day, Url, Digest, version.Digest, version.Provenance,
        new CitationLinks(Url + "/citation", Url + "/citation?format=bibtex", Url + "/citation?format=csl-json", Url + "/citation?format=text", Url));

    /// <summary>A BibTeX entry; letters stay UTF-8, as every BibTeX of today reads them.</summary>
    public string BibTex => string.Create(CultureInfo.InvariantCulture, $$"""
        @misc{{{dataset.Id}}-v{{version.Number}},
          author       = {{{Whole(Publisher.Vi)}}},
          title        = {{{Whole(dataset.Description.Title.Vi)}}},
          year         = {{{Day.Year}}},
          month        = {{Day.ToString("MMM", CultureInfo.InvariantCulture).ToLowerInvariant()}},
          version      = {{{version.Number}}},
          howpublished = {{{(dataset.Description.Title.En is { } english ? Escape(english) + ", data set" : "Data set")}}},
          url          = {{{Url}}},
          note         = {SHA-256: {{Digest}}. {{Escape(Provenance.In("en"))}}}
        }

        """);

    /// <summary>CSL-JSON, the input of citation processors.</summary>
    public string CslJson => new JsonArray(new JsonObject
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"{dataset.Id}-v{version.Number}"),
        ["type"] = "dataset",
        ["title"] = dataset.Description.Title.Vi,
        ["author"] = new JsonArray(new JsonObject { ["literal"] = Publisher.Vi }),
        ["publisher"] = Publisher.Vi,
        ["issued"] = new JsonObject { ["date-parts"] = new JsonArray(new JsonArray(Day.Year, Day.Month, Day.Day)) },
        ["version"] = version.Number.ToString(CultureInfo.InvariantCulture),
        ["language"] = "vi",
        ["genre"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(version.Provenance.ToString()),
        ["URL"] = Url,
        ["note"] = $"SHA-256: {Digest}. {Provenance.In("en")}",
    }).ToJsonString(PortalJson.Indented) + "\n";

    private string Say(string language, string versionWord, string kind) => string.Create(CultureInfo.InvariantCulture,
        $"{Publisher.In(language)} ({Day.Year}). {dataset.Description.Title.In(language)} ({versionWord} {version.Number}, {Day:yyyy-MM-dd}) [{kind}]. {Provenance.In(language)} {Url} SHA-256: {Digest}");

    /// <summary>An office is no first and last name, and the letters of a title keep their case.</summary>
    private static string Whole(string text) => "{" + Escape(text) + "}";

    /// <summary>What TeX reads as a command is written as the letter it is.</summary>
    private static string Escape(string text) =>
        Special().Replace(text, match => match.Value switch
        {
            "\\" => @"{\textbackslash}",
            "~" => @"{\textasciitilde}",
            "^" => @"{\textasciicircum}",
            "{" or "}" => "",
            var other => "\\" + other,
        });

    [GeneratedRegex(@"[\\{}$&#_%~^]")]
    private static partial Regex Special();
}

/// <summary>A citation, ready and in its parts.</summary>
/// <param name="Sha256">Of the version's own file, its export as SQLite.</param>
/// <param name="Digest">Of what was published; see the version.</param>
/// <param name="Url">The version's address, which stays.</param>
internal sealed record CitationDocument(
    string Dataset, int Version, LocalizedText Text, LocalizedText Publisher, LocalizedText Title, int Year, DateOnly Published, string Url, string Sha256, string Digest, Provenance Provenance, CitationLinks Links);

internal sealed record CitationLinks(string Self, string Bibtex, string CslJson, string Text, string Version);
