using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>A dataset as CKAN searches it: its values by the names of CKAN's index.</summary>
internal sealed class PackageFacts
{
    private readonly Dictionary<string, string[]> values;
    private readonly Dictionary<string, string> folded = new(StringComparer.Ordinal);

    public PackageFacts(Dataset dataset)
    {
        Dataset = dataset;
        Id = CkanIds.Package(dataset.Id);
        var formats = RecordFormat.For(dataset.Current).OrderBy(format => format == RecordFormat.Csv ? 0 : 1);
        Resources = [.. formats.Select((format, position) => new PackageResource(CkanIds.Resource(dataset.Id, format.Name), this, format, position))];
        values = Values();
        foreach (var name in PackageField.All.Where(field => field.IsWords).Select(field => field.Name))
            folded[name] = $" {string.Join(" | ", Of(name).Select(FoldedWords))} ";
    }

    public string Id { get; }

    public Dataset Dataset { get; }

    /// <summary>The CSV first.</summary>
    public IReadOnlyList<PackageResource> Resources { get; }

    public DateTimeOffset Created => Dataset.Versions[0].Created;

    public DateTimeOffset Modified => Dataset.MetadataModified > Dataset.Current.Created ? Dataset.MetadataModified : Dataset.Current.Created;

    /// <summary>What the index has under a name; nothing where the package has none.</summary>
    public IReadOnlyList<string> Of(string field) => values.GetValueOrDefault(field, []);

    /// <summary>The words stand one after another in the field.</summary>
    /// <param name="words">As <see cref="FoldedWords"/> makes them.</param>
    public bool HasWords(string field, string words) => folded[field].Contains($" {words} ", StringComparison.Ordinal);

    /// <summary>A word of the field is as the pattern says.</summary>
    public bool HasWordLike(string field, string pattern) => folded[field].Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => Wildcard.Matches(pattern, word));

    /// <summary>Words without case and tones, with one space between them.</summary>
    public static string FoldedWords(string text)
    {
        var letters = VietnameseText.Fold(text).ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (!char.IsLetterOrDigit(letters[i]))
                letters[i] = ' ';
        }

        return string.Join(' ', new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private Dictionary<string, string[]> Values()
    {
        var description = Dataset.Description;
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["id"] = [Id],
            ["name"] = [Dataset.Id],
            ["title"] = Both(description.Title),
            ["notes"] = Both(description.Description),
            ["author"] = Both(description.Publisher.Title),
            ["organization"] = [description.Publisher.Id],
            ["owner_org"] = [CkanIds.Organization(description.Publisher.Id)],
            ["groups"] = [.. description.Themes.Select(CkanGroup.NameOf)],
            ["tags"] = [.. description.Keywords],
            ["license_id"] = [description.Licences[0].Name],
            ["isopen"] = [CkanLicense.IsOpen(description.Licences[0]) ? "true" : "false"],
            ["res_format"] = [.. Resources.Select(resource => CkanResource.FormatOf(resource.Format))],
            ["res_name"] = [.. Resources.Select(resource => CkanResource.NameOf(resource))],
            ["metadata_created"] = [CkanTime.Instant(Created)],
            ["metadata_modified"] = [CkanTime.Instant(Modified)],
            ["version"] = [Dataset.Current.Number.ToString(CultureInfo.InvariantCulture)],
            ["state"] = ["active"],
            ["type"] = ["dataset"],
            ["dataset_type"] = ["dataset"],
            ["entity_type"] = ["package"],
            ["private"] = ["false"],
            ["capacity"] = ["public"],
            ["permission_labels"] = ["public"],
        };
        foreach (var (name, value) in PackageExtras.Of(Dataset))
            found[$"extras_{name}"] = [value];
        found["text"] = [.. found.Where(pair => PackageField.Find(pair.Key) is { IsInText: true } || pair.Key.StartsWith("extras_", StringComparison.Ordinal)).SelectMany(pair => pair.Value), .. Dataset.Schema.Fields.SelectMany(field => Both(field.Title))];
        return found;
    }

    private static string[] Both(LocalizedText text) => text.En is { } english ? [text.Vi, english] : [text.Vi];
}

/// <summary>A name of CKAN's index: one row each. Whatever begins with <c>extras_</c> is one too.</summary>
/// <param name="IsWords">Found by its words; else by the whole value.</param>
/// <param name="IsInText">Found by words that name no field.</param>
/// <param name="Weight">How much a word there counts when packages are ranked.</param>
internal sealed record PackageField(string Name, bool IsWords = false, bool IsInText = false, int Weight = 1)
{
    public static IReadOnlyList<PackageField> All { get; } =
    [
        new("id", IsInText: true),
        new("name", IsWords: false, IsInText: true, Weight: 4),
        new("title", IsWords: true, IsInText: true, Weight: 4),
        new("notes", IsWords: true, IsInText: true),
        new("author", IsWords: true, IsInText: true),
        new("text", IsWords: true),
        new("res_name", IsWords: true, IsInText: true),
        new("organization", IsInText: true),
        new("owner_org"),
        new("groups", IsInText: true, Weight: 2),
        new("tags", IsInText: true, Weight: 2),
        new("license_id", IsInText: true),
        new("isopen"),
        new("res_format"),
        new("metadata_created") { IsTime = true },
        new("metadata_modified") { IsTime = true },
        new("version"),
        new("state"),
        new("type"),
        new("dataset_type"),
        new("entity_type"),
        new("private"),
        new("capacity"),
        new("permission_labels"),
    ];

    public bool IsTime { get; private init; }

    public static PackageField? Find(string name) =>
        All.FirstOrDefault(field => field.Name == name) ?? (name.StartsWith("extras_", StringComparison.Ordinal) && name.Length > 7 ? new PackageField(name) : null);
}
