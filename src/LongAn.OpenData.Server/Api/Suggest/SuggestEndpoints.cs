using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Suggest;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Suggest;

/// <summary>What a search box shows while somebody types.</summary>
internal static class SuggestEndpoints
{
    public static void MapSuggest(this RouteGroupBuilder api)
    {
        api.MapGet("/datasets/suggest", SuggestDatasets).WithTags("Datasets").WithName("SuggestDatasets").WithSummary("Suggest datasets while somebody types.")
            .WithDescription("Các bộ dữ liệu có từ trong tiêu đề (tiếng Việt hoặc tiếng Anh) hay mã bắt đầu bằng những chữ đã gõ; tiêu đề bắt đầu bằng những chữ ấy trước, rồi khớp đúng dấu, rồi nhiều bản ghi.\n\nDatasets with a word of their title, in either language, or of their id that begins with what was typed; titles that begin with it first, then exact tones, then those with most records.")
            .WithMetadata(new TakesParameters(SuggestRequest.OfDatasets), new KeepsAnswers()).Produces<TitlesDocument>();
        api.MapGet("/datasets/{id}/fields/{field}/suggest", SuggestValues).WithTags("Datasets").WithName("SuggestValues").WithSummary("Suggest values of a field while somebody types.")
            .WithDescription("Các giá trị của trường bắt đầu bằng, hoặc có từ bắt đầu bằng, những chữ đã gõ; mã của bộ dữ liệu khác thì tìm cả theo tên. Khớp đúng dấu trước, rồi đến hay gặp trước.\n\nValues of the field that begin with what was typed, or have a word that does; codes of another dataset are found by their names too. Exact tones first, then the most frequent.")
            .WithMetadata(new TakesParameters(SuggestRequest.OfValues), new KeepsAnswers()).Produces<ValuesDocument>();
    }

    private static IResult SuggestDatasets(HttpRequest http, DatasetCatalog catalog, PortalLinks links)
    {
        var request = new SuggestRequest(http.Query, SuggestRequest.OfDatasets);
        if (request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var typed = VietnameseText.Fold(http.Query["q"].ToString().Trim());
        return new DocumentResult(catalog.Digest, modified: null, () => new TitlesDocument(
            [.. request.Text.Choose(catalog.Datasets.Select(dataset => new SuggestedValue(new Suggestion(dataset.Id, dataset.Description.Title, dataset.Current.RecordCount))), catalog.Datasets.Count)
                .OrderBy(found => Begins(found.Label!, typed) ? 0 : 1).Take(request.Most)
                .Select(found => new TitleSuggestion(found.Value, found.Label!, found.Count, links.Dataset(found.Value)))]));
    }

    private static bool Begins(LocalizedText title, string folded) =>
        VietnameseText.Fold(title.Vi).StartsWith(folded, StringComparison.Ordinal) || VietnameseText.Fold(title.In("en")).StartsWith(folded, StringComparison.Ordinal);

    private static IResult SuggestValues(string id, string field, HttpRequest http, DatasetCatalog catalog, PortalLinks links, SqliteSuggester suggester)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        var request = new SuggestRequest(http.Query, SuggestRequest.OfValues);
        var version = request.VersionOf(dataset);
        var found = request.FieldOf(version, field);
        if (found is null || request.Problems.Count > 0)
            return new ProblemResult(request.Problems);

        var key = version.Schema.ForeignKeys.FirstOrDefault(foreign => foreign.Fields is [var only] && only == field);
        var codes = key is null ? null : catalog.Find(key.Dataset)?.Current;
        return new DocumentResult($"{version.Digest}{version.Number}:{codes?.Digest}", codes?.Created > version.Created ? codes.Created : version.Created, async cancel =>
        {
            var suggestions = await suggester.SuggestAsync(version, found, codes, request.Text, request.Most, cancel);
            return new ValuesDocument(id, version.Number, field, suggestions.Values, suggestions.IsComplete, new SuggestLinks(links.Self, links.Dataset(id)));
        });
    }
}
