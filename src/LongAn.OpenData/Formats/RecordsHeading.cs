using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Formats;

/// <summary>What a writer is told before the first record: the columns, whose they are, and how they are to be written.</summary>
/// <param name="Fields">Of the records, in order.</param>
/// <param name="Schema">Of the dataset they come from.</param>
public sealed record RecordsHeading(IReadOnlyList<Field> Fields, TableSchema Schema, DatasetDescription Description)
{
    /// <summary>How many of the fields were asked for; those behind them are there because the format needs them, as a feature its geometry.</summary>
    public int Shown { get; init; } = Fields.Count;

    /// <summary>Null where the records are of no version, as samples are.</summary>
    public DatasetVersion? Version { get; init; }

    /// <summary>Which of the version's records these are, in the words of the API; empty for all of them.</summary>
    public string Query { get; init; } = "";

    /// <summary>Where a record's geometry is; null where records have none.</summary>
    public Place? Geometry { get; init; }

    public FormatOptions Options { get; init; } = FormatOptions.Default;

    public Provenance Provenance => Version?.Provenance ?? Description.Provenance;

    /// <param name="plan">The plan that the records are read by; see <see cref="RecordFormat.Widen"/>.</param>
    /// <param name="shown">How many of its columns were asked for.</param>
    public static RecordsHeading Of(RecordsPlan plan, int shown, Dataset dataset, FormatOptions options, string query = "") =>
        new(plan.Fields, plan.Version.Schema, dataset.Description)
        {
            Shown = shown,
            Version = plan.Version,
            Query = query,
            Geometry = Place.GeometryOf(plan.Version.Location, plan.Version.Schema),
            Options = options,
        };

    /// <summary>Facts for a file to carry with it: names and values, without those that are not known.</summary>
    public IEnumerable<KeyValuePair<string, string>> Facts()
    {
        yield return new("dataset", Description.Id);
        if (Version is { } version)
        {
            yield return new("version", version.Number.ToString(CultureInfo.InvariantCulture));
            yield return new("digest", version.Digest);
            yield return new("created", version.Created.ToString("O", CultureInfo.InvariantCulture));
        }

        yield return new("provenance", Provenance.ToString().ToLowerInvariant());
        yield return new("title_vi", Description.Title.Vi);
        yield return new("title_en", Description.Title.In("en"));
        yield return new("publisher", Description.Publisher.Title.Vi);
        yield return new("licence", string.Join(' ', Description.Licences.Select(licence => licence.Url)));
        if (Query.Length > 0)
            yield return new("query", Query);
    }
}
