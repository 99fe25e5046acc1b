using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

/// <summary>Records in a database in memory, with the types and functions of a published version.</summary>
internal sealed class MemoryRecords : IDisposable
{
    private readonly SqliteConnection connection = SqliteSetup.Open(":memory:", SqliteOpenMode.Memory);

    public MemoryRecords(IReadOnlyList<IReadOnlyDictionary<string, object?>> records)
    {
        SqliteSetup.AddFunctions(connection);
        var fields = Asked.Version.Schema.Fields;
        SqliteSetup.Run(connection, $"CREATE TABLE records (_row INTEGER PRIMARY KEY, {string.Join(", ", fields.Select(field => $"{RecordsSql.Quote(field.Name)} {Type(field.Type.Kind)}"))}) STRICT");
        for (var row = 0; row < records.Count; row++)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO records VALUES (@row, {string.Join(", ", fields.Select((_, i) => $"@v{i}"))})";
            insert.Parameters.AddWithValue("@row", row);
            for (var i = 0; i < fields.Count; i++)
                insert.Parameters.AddWithValue($"@v{i}", records[row].GetValueOrDefault(fields[i].Name) ?? DBNull.Value);
            insert.ExecuteNonQuery();
        }
    }

    /// <returns>The numbers of the records that the filter wants.</returns>
    public List<int> Matching(Filter filter)
    {
        var sql = Asked.Sql(filter);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT _row FROM records WHERE {sql.Text} ORDER BY _row";
        for (var i = 0; i < sql.Parameters.Count; i++)
            command.Parameters.AddWithValue($"@p{i}", sql.Parameters[i] ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<int>();
        while (reader.Read())
            rows.Add(reader.GetInt32(0));
        return rows;
    }

    public void Dispose() => connection.Dispose();

    private static string Type(ValueKind kind) => kind switch
    {
        ValueKind.Integer or ValueKind.Boolean => "INTEGER",
        ValueKind.Real => "REAL",
        _ => "TEXT",
    };
}
