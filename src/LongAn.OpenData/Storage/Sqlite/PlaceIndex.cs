using System.Globalization;
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

    private readonly IReadOnlyList<Place> places;
    private readonly SqliteConnection records;
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt select;
    private bool hasRecord;

    /// <summary>Makes empty trees and begins to read the records, which what is added to their file from then on does not disturb.</summary>
    /// <param name="recordsPath">The version's file, its records loaded and in their order; nobody changes them any more.</param>
    public PlaceIndex(string path, string recordsPath, IReadOnlyList<Place> places)
    {
        this.places = places;
        records = SqliteSetup.OpenImmutable(recordsPath);
        connection = SqliteSetup.Open(path, SqliteOpenMode.ReadWriteCreate);
        SqliteSetup.Run(connection, """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -16000;
            """);
        var columns = places.SelectMany(place => place.Fields).Select(field => RecordsSql.Quote(field.Name));
        select = SqliteSetup.Prepare(records, $"SELECT _row, {string.Join(", ", columns)} FROM {RecordsSql.Table} ORDER BY _row");
        hasRecord = SqliteSetup.Step(records, select);
    }

    /// <summary>Where the index of a version is.</summary>
    public static string PathOf(string versionPath) => Path.ChangeExtension(versionPath, null) + Ending;

    public void Fill()
    {
        SqliteSetup.Run(connection, $"BEGIN; CREATE TEMP TABLE found (place, curve, row, west, east, south, north)");
        FindAll();
        for (var i = 0; i < places.Count; i++)
            Plant(i);
        SqliteSetup.Run(connection, "COMMIT");
    }

    public void Dispose()
    {
        select.Dispose();
        records.Dispose();
        connection.Dispose();
    }

    /// <summary>Gathers the places of all records in one reading.</summary>
    private void FindAll()
    {
        using var insert = SqliteSetup.Prepare(connection, "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (; hasRecord; hasRecord = SqliteSetup.Step(records, select))
        {
            var column = 1;
            for (var i = 0; i < places.Count; column += places[i++].Fields.Count)
            {
                if (Around(places[i], column) is not { } box)
                    continue;

                _ = raw.sqlite3_bind_int(insert, 1, i);
                _ = raw.sqlite3_bind_int64(insert, 2, HilbertCurve.At((box.West + box.East) / 2, (box.South + box.North) / 2));
                _ = raw.sqlite3_bind_int64(insert, 3, raw.sqlite3_column_int64(select, 0));
                _ = raw.sqlite3_bind_double(insert, 4, box.West);
                _ = raw.sqlite3_bind_double(insert, 5, box.East);
                _ = raw.sqlite3_bind_double(insert, 6, box.South);
                _ = raw.sqlite3_bind_double(insert, 7, box.North);
                SqliteSetup.Execute(connection, insert);
            }
        }
    }

    private Box? Around(Place place, int column)
    {
        if (raw.sqlite3_column_type(select, column) == raw.SQLITE_NULL)
            return null;
        if (place is not Place.Position)
            return StoredPlace.Around(raw.sqlite3_column_blob(select, column));
        if (raw.sqlite3_column_type(select, column + 1) == raw.SQLITE_NULL)
            return null;

        var (longitude, latitude) = (raw.sqlite3_column_double(select, column), raw.sqlite3_column_double(select, column + 1));
        return new Box(longitude, latitude, longitude, latitude);
    }

    private void Plant(int place)
    {
        using var tree = new RTreeWriter(connection, places[place].Index);
        using var sorted = SqliteSetup.Prepare(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT row, west, east, south, north FROM found WHERE place = {place} ORDER BY curve"));
        while (SqliteSetup.Step(connection, sorted))
        {
            tree.Add(raw.sqlite3_column_int64(sorted, 0), new Box(
                raw.sqlite3_column_double(sorted, 1), raw.sqlite3_column_double(sorted, 3), raw.sqlite3_column_double(sorted, 2), raw.sqlite3_column_double(sorted, 4)));
        }

        tree.Complete();
    }
}
