using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Datasets;

/// <summary>One dataset: what it is, who answers for it, what it may be used for, and where its records are.</summary>
internal sealed record DatasetDocument
{
    /// <summary>Never changes.</summary>
    /// <example>districts</example>
    public required string Id { get; init; }

    public required LocalizedText Title { get; init; }

    public required LocalizedText Description { get; init; }

    public required Publisher Publisher { get; init; }

    public required IReadOnlyList<Licence> Licences { get; init; }

    /// <summary><c>official</c>, <c>compiled</c> from named sources, or <c>synthetic</c>: generated, no record is of anybody real.</summary>
    public required Provenance Provenance { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    public required IReadOnlyList<Theme> Themes { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required FrequencyDocument? Frequency { get; init; }

    public required Coverage? Coverage { get; init; }

    /// <summary>When the records last changed here.</summary>
    public required DateTimeOffset DataModified { get; init; }

    /// <summary>When anything that is said about them last changed here.</summary>
    public required DateTimeOffset MetadataModified { get; init; }

    /// <summary>The day somebody last compared the records with their sources.</summary>
    public required DateOnly? Checked { get; init; }

    /// <summary>Its last check is longer ago than its frequency promises; null where nothing is promised.</summary>
    public required bool? IsOverdue { get; init; }

    public required int Version { get; init; }

    public required long RecordCount { get; init; }

    public required IReadOnlyList<string> PrimaryKey { get; init; }

    /// <summary>The fields that hold a record's position (degrees, WGS 84).</summary>
    public required Location? Location { get; init; }

    /// <summary>Left out in lists.</summary>
    public IReadOnlyList<FieldDocument>? Fields { get; init; }

    /// <summary>What its records can be downloaded as.</summary>
    public required IReadOnlyList<DistributionDocument> Distributions { get; init; }

    public required DatasetLinks Links { get; init; }

    public static DatasetDocument Of(Dataset dataset, PortalLinks links, DateOnly today, bool withFields)
    {
        var description = dataset.Description;
        var version = dataset.Current;
        return new DatasetDocument
        {
            Id = dataset.Id,
            Title = description.Title,
            Description = description.Description,
            Publisher = description.Publisher,
            Licences = description.Licences,
            Provenance = description.Provenance,
            Sources = description.Sources,
            Themes = description.Themes,
            Tags = description.Keywords,
            Frequency = description.Frequency is { } frequency ? new FrequencyDocument(frequency.Code, frequency.Title) : null,
            Coverage = description.Coverage,
            DataModified = version.Created,
            MetadataModified = dataset.MetadataModified,
            Checked = description.Checked,
            IsOverdue = dataset.IsOverdue(today),
            Version = version.Number,
            RecordCount = version.RecordCount,
            PrimaryKey = version.Schema.PrimaryKey,
            Location = version.Location,
            Fields = withFields ? [.. version.Schema.Fields.Select(field => FieldDocument.Of(field, version.Schema))] : null,
            Distributions = [.. RecordFormat.For(version).Select(format => new DistributionDocument(format.Name, format.MediaType, format.Title, $"{links.Dataset(dataset.Id)}/export.{format.Name}"))],
            Links = DatasetLinks.Of(dataset.Id, links),
        };
    }
}

/// <summary>All of a dataset's records in one format.</summary>
/// <param name="Format">As <c>format=</c> and the extension of an export say it.</param>
internal sealed record DistributionDocument(string Format, string MediaType, LocalizedText Title, string Url);

/// <summary>How often a dataset is updated.</summary>
internal sealed record FrequencyDocument(string Code, LocalizedText Title);

/// <summary>One field of a dataset.</summary>
/// <param name="Type">As Table Schema names it.</param>
/// <param name="Format">What the values are written like in Vietnam, beside the type: <c>tax-code</c>, <c>procedure-code</c>, <c>phone</c>, ...</param>
/// <param name="PublicReason">Why values that identify people may be public here.</param>
/// <param name="Unit">The unit of measure.</param>
/// <param name="References">The dataset and field that its values are keys of.</param>
/// <param name="Operators">What it can be asked, after <c>__</c>.</param>
internal sealed record FieldDocument(
    string Name, string Type, string? Format, LocalizedText Title, LocalizedText Description, LocalizedText? PublicReason, string? Unit, string? Example, bool Required, FieldReference? References,
    bool Searched, bool Faceted, IReadOnlyList<string> Operators)
{
    public static FieldDocument Of(Field field, TableSchema schema)
    {
        var key = schema.ForeignKeys.FirstOrDefault(foreign => foreign.Fields is [var only] && only == field.Name);
        return new FieldDocument(
            field.Name, field.Type.Name, field.PortalFormat?.Name, field.Title, field.Description, field.PublicReason, field.Unit, field.Example,
            field.Constraints.Required || schema.PrimaryKey.Contains(field.Name),
            key is null ? null : new FieldReference(key.Dataset, key.ReferencedFields[0]),
            field.IsSearched, field.IsFaceted,
            [.. Query.FilterOperator.All.Where(row => row.Fits(field.Type)).Select(row => row.Name)]);
    }
}

/// <summary>The field of another dataset that a foreign key points to.</summary>
internal sealed record FieldReference(string Dataset, string Field);

/// <summary>Where to go from a dataset.</summary>
internal sealed record DatasetLinks(
    string Self, string Records, string Csv, string Json, string Schema, string Profile, string Versions, string Openapi, string Swagger,
    string Dcat, string SchemaOrg, string Datapackage, string Croissant, string Csvw, string Usage)
{
    public static DatasetLinks Of(string id, PortalLinks links)
    {
        var self = links.Dataset(id);
        return new DatasetLinks(
            self, self + "/records", self + "/export.csv", self + "/export.json", self + "/schema", self + "/profile", self + "/versions",
            $"{links.Root}/openapi/{id}.json", $"{links.Root}/swagger/index.html?urls.primaryName={Uri.EscapeDataString(id)}",
            MetadataDialect.DcatJson.For(id, links), MetadataDialect.SchemaOrg.For(id, links), MetadataDialect.DataPackage.For(id, links), MetadataDialect.Croissant.For(id, links), MetadataDialect.Csvw.For(id, links), self + "/usage");
    }
}

/// <summary>What the values of each field look like.</summary>
internal sealed record ProfileDocument(string Dataset, int Version, long RecordCount, IReadOnlyList<FieldProfile> Fields);
