using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>
/// What a request says of a dataset that is new and of which only a file is sent: what no file tells, and nobody may guess. Fields, types and the
/// key are drafted by the file itself.
/// </summary>
/// <param name="Title">Null for the dataset's id.</param>
/// <param name="Licence">Null where it is not said, which is refused: data without a licence cannot be reused.</param>
/// <param name="Provenance">Null where it is not said, which is refused too.</param>
internal sealed record NewDataset(string? Title, Licence? Licence, Provenance? Provenance)
{
    private static readonly string[] Parameters = ["title", "license", "provenance"];

    public static NewDataset Read(IQueryCollection query, List<Problem> problems)
    {
        var licence = Text(query, "license") is { } named ? Licence.Find(named) : null;
        if (licence is null && Text(query, "license") is { } unknown)
        {
            var names = Licence.Open.Select(row => row.Name).ToList();
            problems.Add(new Problem(ProblemCode.InvalidValue, $"license phải là {string.Join(", ", names)}, hoặc địa chỉ (https) của giấy phép.", $"license must be {string.Join(", ", names)}, or the address (https) of a licence.") { Parameter = "license", Suggestion = Nearest.To(unknown, names) });
        }

        return new NewDataset(Text(query, "title"), licence, Enum.TryParse<Provenance>(Text(query, "provenance"), ignoreCase: true, out var provenance) ? provenance : null);
    }

    /// <summary>What the request lacks or has too much; a dataset that has been described says all this itself.</summary>
    /// <param name="isNew">Nothing but a file tells what the dataset is.</param>
    public IReadOnlyList<Problem> Check(IQueryCollection query, string id, bool isNew) => isNew
        ? [.. Missing(id)]
        : [.. Parameters.Where(query.ContainsKey).Select(name => new Problem(
            ProblemCode.InvalidValue, $"{name} chỉ dành cho bộ dữ liệu mới, chưa được mô tả; hãy dùng PATCH /api/v1/datasets/{id}.", $"{name} is for a new dataset that nobody has described; use PATCH /api/v1/datasets/{id}.") { Parameter = name })];

    /// <summary>Takes the file to the upload's package, and drafts the descriptor.</summary>
    /// <returns>Null where the report says why not.</returns>
    public PreparedContent? Prepare(string id, SentContent content, string folder, Publisher publisher, ImportReport report, CancellationToken cancel)
    {
        report.AddRange(Missing(id));
        if (!report.IsSound)
            return null;

        Directory.CreateDirectory(folder);
        var stated = new StatedForm(content.Encoding, content.Delimiter?[0], content.Sheet);
        if (FileCheck.Receive(content.Path, $"{id}.{content.Format.File!.Name}", folder, stated, current: null, report, cancel) is not { } received)
            return null;
        if (received.Draft is not { } draft)
        {
            report.Add(new Problem(ProblemCode.UnsupportedMediaType, "Nội dung là một gói dữ liệu (Data Package).", "The content is a Data Package.") { Parameter = "Content-Type", Suggestion = ContentFormat.Package.MediaType });
            return null;
        }

        Describe(draft, id, publisher);
        List<Problem> problems = [];
        var found = DataPackageReader.Read(draft.ToJsonString(PortalJson.Compact), folder: null, problems);
        report.AddRange(problems);
        return found is [var descriptor] ? new PreparedContent(received.Folder, descriptor) { Draft = draft } : null;
    }

    private IEnumerable<Problem> Missing(string id)
    {
        if (!DataPackageReader.IsIdentifier(id))
            yield return new Problem(ProblemCode.DescriptorInvalid, "Mã bộ dữ liệu phải gồm chữ thường, số, dấu chấm, gạch nối (tối đa 100 ký tự).", "A dataset's id must be lower-case letters, digits, dots, hyphens or underscores (at most 100).") { Parameter = "id" };
        if (Licence is null)
            yield return Needed(id, "license", "license=CC-BY-4.0", "license=CC-BY-4.0");
        if (Provenance is null)
            yield return Needed(id, "provenance", "provenance=official, compiled, hoặc synthetic", "provenance=official, compiled or synthetic");
    }

    private static Problem Needed(string id, string parameter, string vi, string en) => new(
        ProblemCode.DescriptorNeeded,
        $"{id} là bộ dữ liệu mới: hãy nêu {parameter} ({vi}), hoặc gửi datapackage.json trước, PUT /api/v1/datasets/{id}.",
        $"{id} is a new dataset: say its {parameter} ({en}), or send its datapackage.json first, PUT /api/v1/datasets/{id}.")
    { Parameter = parameter };

    private void Describe(JsonObject draft, string id, Publisher publisher)
    {
        draft["name"] = id;
        draft["resources"]![0]!["name"] = id;
        draft["title"] = Title ?? id;
        draft["licenses"] = new JsonArray(new JsonObject { ["name"] = Licence!.Name, ["title"] = Licence.Title, ["path"] = Licence.Url });
        draft["contributors"] = new JsonArray(new JsonObject { ["name"] = publisher.Id, ["title"] = publisher.Title.Vi, ["title_en"] = publisher.Title.En, ["path"] = publisher.Url, ["roles"] = new JsonArray("publisher") });
        draft["portal"] = new JsonObject { ["provenance"] = Provenance!.Value.ToString().ToLowerInvariant() };
        foreach (var empty in (JsonObject[])[draft["licenses"]![0]!.AsObject(), draft["contributors"]![0]!.AsObject()])
        {
            foreach (var name in empty.Where(member => member.Value is null).Select(member => member.Key).ToList())
                empty.Remove(name);
        }
    }

    private static string? Text(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } text] ? text : null;
}
