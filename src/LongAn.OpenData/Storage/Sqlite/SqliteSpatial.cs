using System.Text;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Query.Spatial;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>The functions of <see cref="SpatialSql"/>. A connection keeps the shapes it used last, so that a statement prepares each once, not once a record.</summary>
internal sealed class SqliteSpatial
{
    private const int Deterministic = 0x800;
    private const int MostKept = Cql2Limits.MaxShapes + 1; // bbox has one too
    private readonly LinkedList<(byte[] Operator, byte[] Wkt, PreparedShape Shape)> kept = new();

    public static void Add(SqliteConnection connection)
    {
        var shapes = new SqliteSpatial();
        Add(connection, SpatialSql.PositionFunction, 4, arguments => Flag(shapes.Find(arguments).Relates(Real(arguments[2]), Real(arguments[3]))));
        Add(connection, SpatialSql.StoredFunction, 3, arguments => Flag(shapes.Find(arguments).Relates(raw.sqlite3_value_blob(arguments[2]))));
        Add(connection, SpatialSql.PositionDistance, 4, arguments => GreatCircle.Metres(Real(arguments[0]), Real(arguments[1]), Real(arguments[2]), Real(arguments[3])));
        Add(connection, SpatialSql.StoredDistance, 3, arguments => StoredPlace.Point(raw.sqlite3_value_blob(arguments[2])) is var (longitude, latitude) ? GreatCircle.Metres(Real(arguments[0]), Real(arguments[1]), longitude, latitude) : null);
    }

    private static double Real(sqlite3_value argument) => raw.sqlite3_value_double(argument);

    private static double? Flag(bool? answer) => answer is { } flag ? (flag ? 1 : 0) : null;

    private static void Add(SqliteConnection connection, string name, int arity, Func<sqlite3_value[], double?> compute) =>
        raw.sqlite3_create_function(connection.Handle, name, arity, raw.SQLITE_UTF8 | Deterministic, null, (context, _, arguments) =>
        {
            try
            {
                var answer = HasNull(arguments) ? null : compute(arguments);
                if (answer is null)
                    raw.sqlite3_result_null(context);
                else
                    raw.sqlite3_result_double(context, answer.Value);
            }
            catch (Exception fault) // an exception that leaves a callback of SQLite ends the process
            {
                raw.sqlite3_result_error(context, $"{name}: {fault.Message}");
            }
        });

    private static bool HasNull(ReadOnlySpan<sqlite3_value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (raw.sqlite3_value_type(argument) == raw.SQLITE_NULL)
                return true;
        }

        return false;
    }

    private PreparedShape Find(sqlite3_value[] arguments)
    {
        var asked = raw.sqlite3_value_blob(arguments[0]);
        var wkt = raw.sqlite3_value_blob(arguments[1]);
        for (var node = kept.First; node is not null; node = node.Next)
        {
            if (node.Value.Wkt.AsSpan().SequenceEqual(wkt) && node.Value.Operator.AsSpan().SequenceEqual(asked))
                return node.Value.Shape;
        }

        var shape = new PreparedShape(SpatialOperator.Find(Encoding.UTF8.GetString(asked))!, Encoding.UTF8.GetString(wkt));
        kept.AddFirst((asked.ToArray(), wkt.ToArray(), shape));
        if (kept.Count > MostKept)
            kept.RemoveLast();
        return shape;
    }
}
