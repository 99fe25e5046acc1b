using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>
/// Reads <c>datapackage.json</c> (Frictionless Data Package v2, and v1 names). A package with one resource is the dataset of the
/// package's name; one with more is a dataset a resource, each of its resource's name, and what a resource says of itself (its title,
/// licences, sources, publisher, <c>portal</c>) goes before what the package says of them all.
/// </summary>
public static partial class DataPackageReader
{
    public const string FileName = "datapackage.json";

    /// <summary>An id that no dataset may have, since <c>/datasets/suggest</c> is an address of its own.</summary>
    private const string Reserved = "suggest";

    private static readonly string[] Localizeds = ["title", "description"];
    private static readonly string[] Listed = ["keywords", "sources", "contributors", "licenses"];
    private static readonly string[] PackageFacts = ["provenance", "themes", "frequency", "coverage", "checked"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <param name="folder">The folder the descriptor is in; its data files are under it.</param>
    /// <returns>The datasets, none where there is a problem.</returns>
    public static IReadOnlyList<DatasetDescriptor> ReadFolder(string folder, List<Problem> problems)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            problems.Add(new Problem(ProblemCode.DescriptorMissing, $"Thư mục {Path.GetFileName(folder)} không có {FileName}.", $"The folder {Path.GetFileName(folder)} has no {FileName}.") { Place = new(FileName) });
            return [];
        }

        try
        {
            return Read(File.ReadAllText(path), folder, problems);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(Unreadable(unreadable.Message));
            return [];
        }
    }

    /// <param name="folder">For schemas and dialects given as a file beside the descriptor; null where all is in <paramref name="json"/>.</param>
    public static IReadOnlyList<DatasetDescriptor> Read(string json, string? folder, List<Problem> problems)
    {
        JsonObject? root;
        try
        {
            root = JsonNode.Parse(json, documentOptions: Strict) as JsonObject;
            _ = root?.ToJsonString(PortalJson.Compact); // reads every text, so that half a character is found here
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            problems.Add(Unreadable(malformed.Message));
            return [];
        }

        if (root is null)
        {
            problems.Add(Unreadable("The descriptor is not a JSON object."));
            return [];
        }

        var before = problems.Count;
        var package = new DescriptorNode(root, "", FileName, problems);
        var resources = package.Objects("resources");
        if (resources.Count == 0)
            package.Report("resources", "phải có ít nhất một tài nguyên", "must have at least one resource");

        var names = resources.Select(resource => resource.Text("name") ?? "").ToArray();
        var datasets = new List<DatasetDescriptor>();
        foreach (var resource in resources)
        {
            var id = resources.Count == 1 ? package.Text("name") ?? names[0] : resource.Text("name") ?? "";
            if (!IsIdentifier(id))
                (resources.Count == 1 ? package : resource).Report("name", "phải gồm chữ thường, số, dấu chấm, gạch nối (tối đa 100 ký tự)", "must be lower-case letters, digits, dots, hyphens or underscores (at most 100)");
            if (id == Reserved)
                (resources.Count == 1 ? package : resource).Report("name", $"không được là {Reserved}: địa chỉ này của cổng", $"must not be {Reserved}: that address is the portal's own");
            if (ReadDataset(package, resource, id, resources.Count == 1 ? [] : names, folder, problems) is { } dataset)
                datasets.Add(dataset);
        }

        return problems.Count == before ? datasets : [];
    }

    /// <summary>A dataset may be called so.</summary>
    public static bool IsIdentifier(string id) => Identifier().IsMatch(id);

    private static DatasetDescriptor? ReadDataset(DescriptorNode package, DescriptorNode resource, string id, string[] siblings, string? folder, List<Problem> problems)
    {
        var isSchemaAtHand = TryInline(resource, "schema", folder);
        TryInline(resource, "dialect", folder);
        var description = ReadDescription(package, resource, id, siblings.Length > 0);
        var file = DataFileReader.Read(resource);
        if (resource.Object("schema") is not { } schemaNode)
        {
            if (isSchemaAtHand && resource.Json["schema"] is null)
                resource.Report("schema", "là bắt buộc: lược đồ không được suy đoán", "is required: a schema is never guessed");
            return null;
        }

        var schema = TableSchemaReader.Read(schemaNode, id, siblings);
        if (description is null || schema is null || file is null)
            return null;

        var single = (JsonObject)package.Json.DeepClone();
        single["name"] = id;
        single["resources"] = new JsonArray(resource.Json.DeepClone());
        if (siblings.Length > 0)
            Lift(resource.Json, single);
        var reading = new JsonObject
        {
            ["schema"] = resource.Json["schema"]!.DeepClone(),
            ["dialect"] = resource.Json["dialect"]?.DeepClone(),
            ["encoding"] = file.Encoding,
            ["delimiter"] = file.Dialect.Delimiter.ToString(),
            ["gzip"] = file.IsGzip,
            ["location"] = resource.Json["portal"]?["location"]?.DeepClone(),
            ["provenance"] = description.Provenance.ToString(),
        };
        if (!file.Format.IsDelimited)
            reading["format"] = file.Format.Name; // likewise for what is said below: other datasets keep their digests
        var portal = resource.Object("portal");
        foreach (var name in (string[])["validity", "changes", "minimumGroupSize", "time"])
        {
            if (resource.Json["portal"]?[name] is { } said)
                reading[name] = said.DeepClone();
        }

        if (portal?.Object(KeyFigures.Member) is { } figures)
            description = description with { KeyFigures = KeyFigures.Read(figures, schema) };
        return new DatasetDescriptor(description, schema, file)
        {
            Location = ReadLocation(resource, schema),
            Validity = portal?.Object("validity") is { } validity ? Validity.Read(validity, schema) : null,
            Time = portal is null ? null : RecordTime.Read(portal, schema),
            Changes = portal?.Object("changes") is { } changes ? CodeChanges.Read(changes, schema) : null,
            MinimumGroup = portal?.Object("minimumGroupSize") is { } group ? MinimumGroup.Read(group, schema) : null,
            Json = single.ToJsonString(PortalJson.Compact),
            ReadingJson = reading.ToJsonString(PortalJson.Compact),
        };
    }

    private static DatasetDescription? ReadDescription(DescriptorNode package, DescriptorNode resource, string id, bool several)
    {
        DescriptorNode Saying(string name) => several && resource.Json.ContainsKey(name) ? resource : package;
        DescriptorNode? Portal(string name) => several && resource.Object("portal") is { } own && own.Json.ContainsKey(name) ? own : package.Object("portal");
        var licences = ReadLicences(package, resource);
        if (licences.Count == 0)
            package.Report("licenses", "là bắt buộc: dữ liệu không có giấy phép thì không dùng lại được", "is required: data without a licence cannot be reused");

        var publisher = Saying("contributors").Objects("contributors").FirstOrDefault(person => person.Texts("roles").Contains("publisher") || person.Text("role") == "publisher");
        return licences.Count == 0 ? null : new DatasetDescription(id)
        {
            Title = Title(several ? resource : package) ?? Title(resource) ?? new LocalizedText(id),
            Description = Localized(several ? resource : package, "description") ?? Localized(resource, "description") ?? LocalizedText.Empty,
            Keywords = Saying("keywords").Texts("keywords"),
            Publisher = publisher is null
                ? new Publisher("unknown", new LocalizedText("Không rõ", "Unknown"), null)
                : new Publisher(publisher.Text("name") ?? Slug(publisher.Text("title") ?? "unknown"), Localized(publisher, "title") ?? new LocalizedText("Không rõ", "Unknown"), publisher.Text("path")),
            Licences = licences,
            Sources = [.. Saying("sources").Objects("sources").Select(source => new Source(source.Text("title") ?? source.Text("name") ?? source.Text("path") ?? "", source.Text("path") ?? source.Text("web")))],
            Provenance = ReadProvenance(Portal("provenance")),
            Themes = ReadThemes(Portal("themes")),
            Frequency = ReadFrequency(Portal("frequency")),
            Coverage = Portal("coverage")?.Object("coverage") is { } coverage ? new Coverage(coverage.Date("from"), coverage.Date("to"), Localized(coverage, "place")) : null,
            Checked = Portal("checked")?.Date("checked"),
        };
    }

    /// <summary>Of a package of several resources: what one of them says of itself goes before what the package says of them all.</summary>
    private static void Lift(JsonObject resource, JsonObject single)
    {
        foreach (var name in Localizeds.Where(name => resource[name] is not null))
        {
            single[name] = resource[name]!.DeepClone();
            single[name + "_en"] = resource[name + "_en"]?.DeepClone();
        }

        foreach (var name in Listed.Where(name => resource[name] is not null))
            single[name] = resource[name]!.DeepClone();
        foreach (var name in PackageFacts.Where(name => resource["portal"]?[name] is not null))
        {
            if (single["portal"] is not JsonObject portal)
                single["portal"] = portal = [];
            portal[name] = resource["portal"]![name]!.DeepClone();
        }
    }

    private static List<Licence> ReadLicences(DescriptorNode package, DescriptorNode resource)
    {
        var nodes = resource.Objects("licenses") is { Count: > 0 } own ? own : package.Objects("licenses");
        var licences = new List<Licence>();
        foreach (var node in nodes)
        {
            var name = node.Text("name") ?? node.Text("id") ?? node.Text("type");
            var url = node.Text("path") ?? node.Text("url") ?? (name is null ? null : $"https://spdx.org/licenses/{name}.html");
            if (url is null)
                node.Report("path", "hoặc name là bắt buộc", "or name is required");
            else
                licences.Add(new Licence(name ?? url, node.Text("title"), url));
        }

        return licences;
    }

    private static Provenance ReadProvenance(DescriptorNode? portal)
    {
        if (portal?.Text("provenance") is not { } text)
            return Provenance.Compiled;
        if (Enum.GetNames<Provenance>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<Provenance>(text, ignoreCase: true);

        portal.Report("provenance", "phải là official, compiled hoặc synthetic", "must be official, compiled or synthetic");
        return Provenance.Compiled;
    }

    private static List<Theme> ReadThemes(DescriptorNode? portal)
    {
        var themes = new List<Theme>();
        foreach (var code in portal?.Texts("themes") ?? [])
        {
            if (Theme.Find(code) is { } theme)
                themes.Add(theme);
            else
                portal!.Report("themes", $"có mã không biết: {code}", $"has an unknown code: {code}");
        }

        return themes;
    }

    private static Frequency? ReadFrequency(DescriptorNode? portal)
    {
        if (portal?.Text("frequency") is not { } code)
            return null;
        if (Frequency.Find(code) is { } frequency)
            return frequency;

        var known = string.Join(", ", Frequency.All.Select(row => row.Code));
        portal.Report("frequency", $"phải là một trong: {known}", $"must be one of: {known}");
        return null;
    }

    private static Location? ReadLocation(DescriptorNode resource, TableSchema schema)
    {
        if (resource.Object("portal")?.Object("location") is not { } node)
            return null;

        var location = new Location(node.Text("latitude"), node.Text("longitude"), node.Text("field"));
        var complete = location.Point is not null || (location.Latitude is not null && location.Longitude is not null);
        foreach (var (name, type) in new[] { (location.Latitude, FieldType.Number), (location.Longitude, FieldType.Number), (location.Point, FieldType.GeoPoint) })
            complete &= name is null || schema.Find(name)?.Type == type;
        if (complete)
            return location;

        node.Report("", "phải nêu hai trường number (latitude, longitude) hoặc một trường geopoint (field)", "must name two number fields (latitude, longitude) or one geopoint field (field)");
        return null;
    }

    /// <summary>A schema or dialect may be the path of a JSON file beside the descriptor.</summary>
    /// <returns>False where it is, and cannot be read; that is reported.</returns>
    private static bool TryInline(DescriptorNode resource, string name, string? folder)
    {
        if (resource.Json[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return true;

        var path = value.GetValue<string>();
        if (folder is null || !DataFileReader.IsInside(path))
        {
            resource.Report(ProblemCode.DescriptorUnsupported, name, "phải nằm trong gói dữ liệu, không phải địa chỉ mạng", "must be inside the package, not a web address");
            resource.Json.Remove(name);
            return false;
        }

        try
        {
            var inlined = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, path)), documentOptions: Strict);
            _ = inlined?.ToJsonString(PortalJson.Compact);
            resource.Json[name] = inlined;
            return true;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            resource.Report(ProblemCode.DescriptorUnreadable, name, $"không đọc được ({path})", $"cannot be read ({path})");
            resource.Json.Remove(name);
            return false;
        }
    }

    /// <summary>Vietnamese is the descriptor's language; English stands beside it as <c>{name}_en</c>.</summary>
    internal static LocalizedText? Localized(DescriptorNode node, string name) =>
        node.Text(name) is { } vi ? new LocalizedText(vi, node.Text(name + "_en")) : null;

    /// <summary>One of blanks is none.</summary>
    private static LocalizedText? Title(DescriptorNode node) => Localized(node, "title") is { } title && !string.IsNullOrWhiteSpace(title.Vi) ? title : null;

    private static string Slug(string title) => NotInSlug().Replace(VietnameseText.Fold(title), "-").Trim('-');

    private static Problem Unreadable(string reason) =>
        new(ProblemCode.DescriptorUnreadable, $"Không đọc được {FileName}: {reason}", $"{FileName} cannot be read: {reason}") { Place = new(FileName) };

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,99}\\z")]
    private static partial Regex Identifier();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}
