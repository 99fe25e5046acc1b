using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Versions;

internal static class CitationEndpoints
{
    private const string Json = "json";

    /// <summary>One row each: name, media type, text.</summary>
    private static readonly IReadOnlyList<(string Name, string MediaType, Func<Citation, string, string> Write)> Formats =
    [
        ("text", "text/plain", (citation, language) => language.Length > 0 ? citation.Text.In(language) + "\n" : $"{citation.Text.Vi}\n{citation.Text.En}\n"),
        ("bibtex", "application/x-bibtex", (citation, _) => citation.BibTex),
        ("csl-json", "application/vnd.citationstyles.csl+json", (citation, _) => citation.CslJson),
    ];

    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        new("format", new("Định dạng trả lời; thay cho phần đầu Accept.", "The format of the answer; stands in for the Accept header.")) { Choices = [Json, .. Formats.Select(row => row.Name)], Default = Json },
        QueryParameter.Of(RecordsParameter.Language),
    ];

    public static void MapCitations(this RouteGroupBuilder api) =>
        api.MapGet("/datasets/{id}/versions/{number:int}/citation", GetCitation).WithTags("Versions").WithName("GetCitation").WithSummary("Cite a version.")
            .WithDescription("Trích dẫn vĩnh viễn của phiên bản bằng hai ngôn ngữ, có địa chỉ và mã băm; cũng có dạng BibTeX, CSL-JSON và văn bản, theo format hoặc Accept.\n\nThe permanent citation of a version in both languages, with its address and digest; also as BibTeX, CSL-JSON and text, by format or Accept.")
            .WithMetadata(new TakesParameters(Parameters)).Produces<CitationDocument>();

    private static IResult GetCitation(string id, int number, HttpRequest http, DatasetCatalog catalog, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (dataset.FindVersion(number) is not { } version)
            return new ProblemResult(VersionChoice.Missing(dataset, number));
        if (QueryNames.Check(http.Query, [.. Parameters.Select(row => row.Name)]) is { Count: > 0 } problems)
            return new ProblemResult(problems);

        var asked = http.Query["format"].ToString();
        if (http.Query.ContainsKey("format") && asked != Json && Formats.All(row => row.Name != asked))
            return new ProblemResult(Unknown(asked));

        var citation = new Citation(dataset, version, links);
        var digest = $"{id}:{number}:{version.Digest}:{version.FileDigest}:{dataset.MetadataModified.UtcTicks}";
        var row = asked.Length > 0 ? Formats.FirstOrDefault(row => row.Name == asked) : Formats.FirstOrDefault(row => Negotiation.Wishes(http, row.MediaType) && Negotiation.Prefers(http, row.MediaType, over: "application/json"));
        var modified = dataset.MetadataModified > version.Created ? dataset.MetadataModified : version.Created;
        return row.Name is null
            ? new DocumentResult(digest, modified, () => citation.Document)
            : new TextResult(digest, modified, row.MediaType + "; charset=utf-8", () => row.Write(citation, http.Query["lang"].ToString()));
    }

    private static Problem Unknown(string asked)
    {
        var names = Formats.Select(row => row.Name).Prepend(Json).ToArray();
        var list = string.Join(", ", names);
        return new Problem(ProblemCode.NotAcceptable, string.Create(CultureInfo.InvariantCulture, $"format phải là một trong: {list}."), $"format must be one of: {list}.") { Parameter = "format", Suggestion = Text.Nearest.To(asked, names) };
    }
}
