using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Api.Dcat.Rdf;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Dcat;

/// <summary>Says in a graph what a dataset is, by DCAT-AP 3.0.1.</summary>
/// <param name="files">The kept files of the versions that are described, with what is known of them.</param>
internal sealed class DatasetGraph(RdfGraph graph, PortalLinks links, DcatFiles files)
{
    /// <summary>Says of its graph all there is to say of a dataset as it is served, or of one version.</summary>
    /// <param name="pinned">Null for the dataset as it is served; else the version that the address names.</param>
    /// <returns>The dataset.</returns>
    public RdfSubject Add(Dataset dataset, DatasetVersion? pinned)
    {
        var (description, version) = (dataset.Description, pinned ?? dataset.Current);
        var subject = graph.Add(AddressOf(dataset.Id, pinned), "dcat:Dataset")
            .Has("dct:title", RdfTerm.Of(description.Title))
            .Has("dct:description", RdfTerm.Of(description.Description.Vi.Length > 0 ? description.Description : description.Title))
            .Has("dct:identifier", RdfTerm.Literal(pinned is null ? dataset.Id : $"{dataset.Id}-v{version.Number.ToString(CultureInfo.InvariantCulture)}"))
            .Has("dct:issued", RdfTerm.Of((pinned ?? dataset.Versions[0]).Created))
            .Has("dct:modified", RdfTerm.Of(pinned?.Created ?? DcatRequest.ModifiedOf(dataset)))
            .Has("dct:publisher", Agent(description.Publisher))
            .Has("dct:accessRights", graph.Add(Authority.PublicAccess, "dct:RightsStatement").Term)
            .Has("dct:language", graph.Add(Authority.Vietnamese, "dct:LinguisticSystem").Term)
            .Has("dct:provenance", Provenance(dataset, version))
            .Has("dcat:landingPage", Page(links.DatasetPage(dataset.Id)))
            .Has("foaf:page", Page(links.Dataset(dataset.Id)))
            .Has("dcat:keyword", description.Keywords.Select(word => RdfTerm.Literal(word)))
            .Has("dcat:theme", description.Themes.Select(Concept))
            .Has("prov:wasDerivedFrom", description.Sources.Where(source => IsAddress(source.Url)).Select(source => RdfTerm.Address(source.Url!)));
        if (version.Provenance == Catalog.Provenance.Synthetic)
            subject.Has("dct:type", graph.Add(Authority.SyntheticData, "skos:Concept").Has("skos:prefLabel", RdfTerm.Of(new LocalizedText("Dữ liệu tổng hợp", "Synthetic data"))).Term);
        if (description.Frequency is { } frequency)
            subject.Has("dct:accrualPeriodicity", graph.Add(Authority.Frequency(frequency.Authority), "dct:Frequency").Term);
        AddContact(subject, description.Publisher);
        AddCoverage(subject, description.Coverage, version);
        AddVersions(subject, dataset, version, pinned);
        foreach (var format in RecordFormat.For(version))
            subject.Has("dcat:distribution", Distribution(subject, dataset, version, pinned, format));
        return subject;
    }

    public string AddressOf(string dataset, DatasetVersion? pinned) =>
        $"{links.Root}/dataset/{Uri.EscapeDataString(dataset)}" + (pinned is null ? "" : $"?version={pinned.Number.ToString(CultureInfo.InvariantCulture)}");

    public RdfTerm Agent(Publisher publisher)
    {
        var agent = graph.Add($"{links.Root}/catalog#publisher-{Uri.EscapeDataString(publisher.Id)}", "foaf:Agent").Has("foaf:name", RdfTerm.Of(publisher.Title));
        if (IsAddress(publisher.Url))
            agent.Has("foaf:homepage", Page(publisher.Url!));
        return agent.Term;
    }

    public RdfTerm License(Licence licence)
    {
        var subject = graph.Add(licence.Url, "dct:LicenseDocument");
        if (licence.Title is { } title)
            subject.Has("dct:title", RdfTerm.Literal(title, "en"));
        return subject.Term;
    }

    public RdfTerm Page(string address) => graph.Add(address, "foaf:Document").Term;

    private static bool IsAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private RdfTerm Concept(Theme theme) => graph.Add(Authority.Theme(theme.Code), "skos:Concept")
        .Has("skos:prefLabel", RdfTerm.Of(theme.Title))
        .Has("skos:inScheme", RdfTerm.Address(Authority.DataThemes)).Term;

    private RdfTerm Provenance(Dataset dataset, DatasetVersion version) => graph.Add($"{AddressOf(dataset.Id, pinned: null)}#provenance-{version.Provenance.ToString().ToLowerInvariant()}", "dct:ProvenanceStatement")
        .Has("rdfs:label", RdfTerm.Of(ProvenanceText.Of(version.Provenance, dataset.Description.Sources))).Term;

    /// <summary>Who has no address cannot be written to, and is not made up.</summary>
    private void AddContact(RdfSubject subject, Publisher publisher)
    {
        if (!IsAddress(publisher.Url))
            return;

        var contact = graph.Add($"{links.Root}/catalog#contact-{Uri.EscapeDataString(publisher.Id)}", "vcard:Kind", "vcard:Organization")
            .Has("vcard:fn", RdfTerm.Of(publisher.Title)).Has("vcard:hasURL", RdfTerm.Address(publisher.Url!));
        subject.Has("dcat:contactPoint", contact.Term);
    }

    private void AddCoverage(RdfSubject subject, Coverage? coverage, DatasetVersion version)
    {
        if (coverage is { From: not null } or { To: not null })
        {
            var period = graph.Add(Part(subject, "temporal"), "dct:PeriodOfTime");
            if (coverage.From is { } from)
                period.Has("dcat:startDate", RdfTerm.Of(from));
            if (coverage.To is { } to)
                period.Has("dcat:endDate", RdfTerm.Of(to));
            subject.Has("dct:temporal", period.Term);
        }

        var box = CoverageBox.Of(version);
        if (coverage?.Place is null && box is null)
            return;

        var place = graph.Add(Part(subject, "spatial"), "dct:Location");
        if (coverage?.Place is { } name)
            place.Has("skos:prefLabel", RdfTerm.Of(name));
        if (box is { } found)
            place.Has("dcat:bbox", RdfTerm.Typed(found.ToWkt(), "geo:wktLiteral"));
        subject.Has("dct:spatial", place.Term);
    }

    private void AddVersions(RdfSubject subject, Dataset dataset, DatasetVersion version, DatasetVersion? pinned)
    {
        subject.Has("dcat:version", RdfTerm.Literal(version.Number.ToString(CultureInfo.InvariantCulture)));
        if (dataset.Versions.LastOrDefault(other => other.Number < version.Number) is { } previous)
            subject.Has("dcat:previousVersion", RdfTerm.Address(AddressOf(dataset.Id, previous)));
        if (pinned is null)
            subject.Has("dcat:hasVersion", dataset.Versions.Select(other => RdfTerm.Address(AddressOf(dataset.Id, other))));
        else
            subject.Has("dcat:isVersionOf", RdfTerm.Address(AddressOf(dataset.Id, pinned: null)));
    }

    private RdfTerm Distribution(RdfSubject subject, Dataset dataset, DatasetVersion version, DatasetVersion? pinned, RecordFormat format)
    {
        var query = pinned is null ? "" : $"?version={version.Number.ToString(CultureInfo.InvariantCulture)}";
        var self = links.Dataset(dataset.Id);
        var schema = graph.Add($"{self}/schema{query}", "dct:Standard").Has("dct:title", RdfTerm.Literal($"Table Schema: {dataset.Id}", "en"));
        var file = RdfTerm.Address($"{self}/export.{format.Name}{query}");
        var distribution = graph.Add(Part(subject, format.Name), "dcat:Distribution")
            .Has("dct:title", RdfTerm.Of(format.Title))
            .Has("dcat:accessURL", file)
            .Has("dcat:downloadURL", file)
            .Has("dct:license", License(dataset.Description.Licences[0]))
            .Has("dct:issued", RdfTerm.Of(version.Created))
            .Has("dct:modified", RdfTerm.Of(version.Created))
            .Has("dct:conformsTo", schema.Term)
            .Has("dcat:accessService", RdfTerm.Address(ServiceGraph.AddressOf(PortalService.Rest, links)))
            .Has("dcatap:availability", graph.Add(Authority.Stable, "skos:Concept").Has("skos:prefLabel", RdfTerm.Literal("stable", "en")).Term);
        if (!format.MediaType.Contains("/x-", StringComparison.Ordinal)) // what begins so is not registered
            distribution.Has("dcat:mediaType", graph.Add($"https://www.iana.org/assignments/media-types/{format.MediaType}", "dct:MediaType").Term);
        if (format.FileType is { } type)
            distribution.Has("dct:format", graph.Add(Authority.FileType(type), "dct:MediaTypeOrExtent").Term);
        if (dataset.Description.Licences.Count > 1)
            distribution.Has("dct:rights", graph.Add(Part(subject, "rights"), "dct:RightsStatement").Has("rdfs:label", RdfTerm.Literal(string.Join(", ", dataset.Description.Licences.Select(licence => $"{licence.Name} ({licence.Url})")), "en")).Term);
        if (files.Find(dataset, version, format) is { } facts)
            AddFacts(distribution, facts);
        return distribution.Term;
    }

    private void AddFacts(RdfSubject distribution, ExportFacts facts)
    {
        var checksum = graph.Add(distribution.Address + "-checksum", "spdx:Checksum")
            .Has("spdx:algorithm", graph.Add(RdfPrefix.Expand("spdx:checksumAlgorithm_sha256"), "spdx:ChecksumAlgorithm").Term)
            .Has("spdx:checksumValue", RdfTerm.Typed(facts.Sha256, "xsd:hexBinary"));
        distribution.Has("dcat:byteSize", RdfTerm.Typed(facts.Bytes.ToString(CultureInfo.InvariantCulture), "xsd:nonNegativeInteger")).Has("spdx:checksum", checksum.Term);
    }

    private static string Part(RdfSubject subject, string name) => $"{subject.Address}#{name}";
}
