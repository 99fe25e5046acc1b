using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Map;

/// <summary>Asks the engine where records are.</summary>
internal static class MapReader
{
    /// <summary>Names of more places than this would hide each other.</summary>
    private const int MostNames = 200;

    /// <summary>A dataset this small names its own records on the map.</summary>
    private const int FewRecords = 60;

    public static async ValueTask<MapList> ReadAsync(MapPlan plan, SqliteRecordStore store, CancellationToken cancel)
    {
        var list = new List<MapRecord>();
        string? previous = null;
        string? next = null;
        IReadOnlyList<object?> position = [];
        using var records = await store.OpenAsync(plan.Records, extra: 1, cancel);
        while (records.Read())
        {
            if (list.Count == plan.Records.Limit)
            {
                next = PageCursor.After(plan.Records, position).ToString();
                break;
            }

            if (list.Count == 0 && records.HasPrevious)
                previous = PageCursor.Before(plan.Records, records.GetPosition()).ToString();
            list.Add(Read(plan, records));
            if (list.Count == plan.Records.Limit)
                position = records.GetPosition();
        }

        return new MapList(list, previous, next);
    }

    /// <summary>Names to find one's way by: of the places that the dataset's foreign keys point to, those first that all have a position; else of its own few records.</summary>
    public static async ValueTask<IReadOnlyList<MapRecord>> NamesAsync(DatasetVersion version, DatasetCatalog catalog, SqliteRecordStore store, CancellationToken cancel)
    {
        var places = version.References.Select(reference => reference.Version).OfType<DatasetVersion>()
            .Where(other => other.RecordCount <= MostNames && Place.Of(other) is not null)
            .OrderBy(HasUnplaced).FirstOrDefault() ?? (version.RecordCount <= FewRecords ? version : null);
        if (places is null || catalog.Find(places.Dataset) is not { } dataset || Place.Of(places) is not { } place)
            return [];

        var words = new[] { KeyValuePair.Create(RecordsParameter.Version.Name, places.Number.ToString(CultureInfo.InvariantCulture)) };
        return MapPlan.TryPlan(words, dataset, places, place, MostNames, out var plan, out _) && plan.Label is not null
            ? [.. (await ReadAsync(plan, store, cancel)).Records.Where(record => record.Longitude is not null)]
            : [];
    }

    /// <summary>Some records have no place.</summary>
    public static bool HasUnplaced(DatasetVersion version) =>
        Place.GeometryOf(version.Location, version.Schema) is { } place && place.Fields.Any(field => version.Profile.First(row => row.Field == field.Name).Nulls > 0);

    private static MapRecord Read(MapPlan plan, RecordSet record)
    {
        var key = plan.Version.Schema.PrimaryKey.Select(name => Text(record, name) ?? "").ToList();
        var label = plan.Label is null ? null : Text(record, plan.Label.Name);
        var (longitude, latitude) = Position(plan.Place, record);
        return new MapRecord(
            label is null ? new LocalizedText(string.Join(", ", key)) : new LocalizedText(label, plan.LabelEn is null ? null : Text(record, plan.LabelEn.Name)),
            key.Count == 0 ? null : $"{DatasetTab.PathOf(plan.Version.Dataset, "records")}/{RecordKey.Write(key)}",
            longitude,
            latitude);
    }

    private static (double? Longitude, double? Latitude) Position(Place place, RecordSet record)
    {
        int[] at = [.. place.Fields.Select(field => PositionOf(record, field.Name))];
        if (Array.Exists(at, record.IsNull))
            return (null, null);
        if (at is [var longitude, var latitude])
            return (record.GetReal(longitude), record.GetReal(latitude));

        return StoredPlace.Around(record.GetText(at[0])) is { } box ? ((box.West + box.East) / 2, (box.South + box.North) / 2) : (null, null);
    }

    private static string? Text(RecordSet record, string name)
    {
        var at = PositionOf(record, name);
        if (record.IsNull(at))
            return null;

        var field = record.Fields[at];
        return field.Type.Kind switch
        {
            ValueKind.Integer => record.GetInteger(at).ToString(CultureInfo.InvariantCulture),
            ValueKind.Boolean => record.GetInteger(at) != 0 ? "true" : "false",
            ValueKind.Real => record.GetReal(at).ToString(CultureInfo.InvariantCulture),
            _ => Encoding.UTF8.GetString(record.GetText(at)),
        };
    }

    private static int PositionOf(RecordSet record, string name)
    {
        var at = 0;
        while (record.Fields[at].Name != name)
            at++;
        return at;
    }
}
