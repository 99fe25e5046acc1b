using System.Buffers.Binary;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Where the records of a version are: an R*Tree for each <see cref="Place"/>, in a file beside the version's. So it is made while the
/// other indexes are, a downloaded version is data only and needs no R*Tree to be opened, and a version that was published without it
/// can be given one although nobody writes its own file any more.
/// </summary>
internal sealed class PlaceIndex : IDisposable
{
    public const string Ending = ".places.sqlite";

    private const string EntryFunction = "place_entry";
    private const int CurveBytes = sizeof(long);
    private const int EntryBytes = CurveBytes + (4 * sizeof(double));

    private readonly IReadOnlyList<Place> places;
    private readonly SqliteConnection connection;

    /// <summary>Makes a file without trees.</summary>
    public PlaceIndex(string path, IReadOnlyList<Place> places)
    {
        this.places = places;
        connection = SqliteSetup.Open(path, SqliteOpenMode.ReadWriteCreate);
        SqliteSetup.Run(connection, """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -16000;
            """);
    }

    /// <summary>Where the index of a version is.</summary>
    public static string PathOf(string versionPath) => Path.ChangeExtension(versionPath, null) + Ending;

    /// <exception cref="SqliteException">The disk is full, or fails.</exception>
    public void Fill(LoadedRecords records)
    {
        SqliteSetup.Run(connection, "BEGIN");
        foreach (var place in places)
            Plant(place, records);
        SqliteSetup.Run(connection, "COMMIT");
    }

    public void Dispose() => connection.Dispose();

    /// <summary>SQLite sorts the places along the curve: as much of them as its cache holds at a time.</summary>
    private void Plant(Place place, LoadedRecords records)
    {
        AddEntries(records.Connection, place);
        var entry = $"{EntryFunction}({string.Join(", ", place.Fields.Select(field => RecordsSql.Quote(field.Name)))})";
        using var tree = new RTreeWriter(connection, place.Index);
        using var sorted = records.Select(["_row", entry], "2");
        while (sorted.Step())
        {
            if (!sorted.IsNull(1))
                tree.Add(sorted.GetInteger(0), BoxOf(sorted.GetText(1)));
        }

        tree.Complete();
    }

    /// <summary>Gives SQL an entry's bytes, which sort as the curve runs; null for a record that is nowhere.</summary>
    private static void AddEntries(SqliteConnection records, Place place)
    {
        var entry = new byte[EntryBytes]; // one for all: SQLite takes a copy
        raw.sqlite3_create_function(records.Handle, EntryFunction, place.Fields.Count, raw.SQLITE_UTF8, null, (context, _, values) =>
        {
            try
            {
                if (Around(place, values) is { } box)
                    raw.sqlite3_result_blob(context, Write(box, entry));
                else
                    raw.sqlite3_result_null(context);
            }
            catch (Exception fault) // an exception that leaves a callback of SQLite ends the process
            {
                raw.sqlite3_result_error(context, fault.Message);
            }
        });
    }

    private static Box? Around(Place place, ReadOnlySpan<sqlite3_value> values)
    {
        if (raw.sqlite3_value_type(values[0]) == raw.SQLITE_NULL)
            return null;
        if (place is not Place.Position)
            return StoredPlace.Around(raw.sqlite3_value_blob(values[0]));
        if (raw.sqlite3_value_type(values[1]) == raw.SQLITE_NULL)
            return null;

        var (longitude, latitude) = (raw.sqlite3_value_double(values[0]), raw.sqlite3_value_double(values[1]));
        return new Box(longitude, latitude, longitude, latitude);
    }

    private static ReadOnlySpan<byte> Write(Box box, Span<byte> entry)
    {
        BinaryPrimitives.WriteInt64BigEndian(entry, HilbertCurve.At((box.West + box.East) / 2, (box.South + box.North) / 2));
        BinaryPrimitives.WriteDoubleLittleEndian(entry[CurveBytes..], box.West);
        BinaryPrimitives.WriteDoubleLittleEndian(entry[(CurveBytes + 8)..], box.South);
        BinaryPrimitives.WriteDoubleLittleEndian(entry[(CurveBytes + 16)..], box.East);
        BinaryPrimitives.WriteDoubleLittleEndian(entry[(CurveBytes + 24)..], box.North);
        return entry;
    }

    private static Box BoxOf(ReadOnlySpan<byte> entry) => new(
        BinaryPrimitives.ReadDoubleLittleEndian(entry[CurveBytes..]),
        BinaryPrimitives.ReadDoubleLittleEndian(entry[(CurveBytes + 8)..]),
        BinaryPrimitives.ReadDoubleLittleEndian(entry[(CurveBytes + 16)..]),
        BinaryPrimitives.ReadDoubleLittleEndian(entry[(CurveBytes + 24)..]));
}
