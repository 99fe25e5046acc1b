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
    private const int MostKept = Cql2Limits.MaxShapes;
    private readonly LinkedList<(byte[] Operator, byte[] Wkt, PreparedShape Shape)> kept = new();

    public static void Add(SqliteConnection connection)
    {
        var shapes = new SqliteSpatial();
        Add(connection, SpatialSql.PositionFunction, 4, arguments => shapes.Find(arguments).Relates(raw.sqlite3_value_double(arguments[2]), raw.sqlite3_value_double(arguments[3])));
        Add(connection, SpatialSql.StoredFunction, 3, arguments => shapes.Find(arguments).Relates(raw.sqlite3_value_blob(arguments[2])));
    }

    private static void Add(SqliteConnection connection, string name, int arity, Func<sqlite3_value[], bool?> relates) =>
        raw.sqlite3_create_function(connection.Handle, name, arity, raw.SQLITE_UTF8 | Deterministic, null, (context, _, arguments) =>
        {
            try
            {
                var answer = arguments.Any(argument => raw.sqlite3_value_type(argument) == raw.SQLITE_NULL) ? null : relates(arguments);
                if (answer is null)
                    raw.sqlite3_result_null(context);
                else
                    raw.sqlite3_result_int(context, answer.Value ? 1 : 0);
            }
            catch (Exception fault) // an exception that leaves a callback of SQLite ends the process
            {
                raw.sqlite3_result_error(context, $"{name}: {fault.Message}");
            }
        });

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
