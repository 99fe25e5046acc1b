using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>The head of a dataset's document: what it is, who answers for it, where its facts come from.</summary>
internal static class DatasetInfo
{
    private static readonly Dictionary<Provenance, LocalizedText> Provenances = new()
    {
        [Provenance.Official] = new("Nguồn gốc: chính thức, do cơ quan quản lý công bố.", "Provenance: official, published by the authority that keeps it."),
        [Provenance.Compiled] = new("Nguồn gốc: tổng hợp từ các nguồn nêu tên.", "Provenance: compiled from the sources named."),
        [Provenance.Synthetic] = new(
            "**Dữ liệu giả lập (SYNTHETIC)**: do máy sinh ra, không bản ghi nào nói về người, doanh nghiệp hay sự việc có thật.",
            "**SYNTHETIC data**: generated; no record is of a real person, enterprise or event."),
    };

    public static OpenApiInfo Of(Dataset dataset)
    {
        var description = dataset.Description;
        var licence = description.Licences[0];
        return new OpenApiInfo
        {
            Title = Bilingual.Line(description.Title),
            Version = PortalOpenApi.Info.Version,
            Description = string.Join("\n\n", Paragraphs(description)),
            Contact = new OpenApiContact { Name = Bilingual.Line(description.Publisher.Title), Url = AddressOf(description.Publisher.Url) },
            License = new OpenApiLicense { Name = licence.Title ?? licence.Name, Url = AddressOf(licence.Url) },
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["x-dataset"] = new JsonNodeExtension(JsonValue.Create(dataset.Id)),
                ["x-provenance"] = new JsonNodeExtension(JsonValue.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(description.Provenance.ToString()))),
            },
        };
    }

    private static IEnumerable<string> Paragraphs(DatasetDescription description)
    {
        yield return Bilingual.Paragraphs(description.Description);
        yield return Bilingual.Paragraphs(Provenances[description.Provenance]);
        yield return $"Giấy phép / Licence: {string.Join("; ", description.Licences.Select(licence => Link(licence.Title ?? licence.Name, licence.Url)))}.";
        if (description.Sources.Count > 0)
            yield return $"Nguồn / Sources: {string.Join("; ", description.Sources.Select(source => Link(source.Title, source.Url)))}.";
    }

    private static string Link(string title, string? address) => address is null ? title : $"[{title}]({address})";

    private static Uri? AddressOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null;
}
