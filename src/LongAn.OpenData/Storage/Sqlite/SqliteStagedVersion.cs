using System.Runtime.ExceptionServices;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// A version being written, in a file nobody reads yet: values are set and records added, then it is sealed (ordered by primary key,
/// indexed, checked), then kept under its own name. Disposed before it is kept, it leaves nothing behind.
/// </summary>
public sealed class SqliteStagedVersion : IDisposable
{
    /// <summary>The ending of files being written; those that a crash leaves are removed at the next start.</summary>
    public const string StagingEnding = ".staging";

    private readonly TableSchema schema;
    private readonly IReadOnlyList<Place> places;
    private readonly IReadOnlyList<Field> coded;
    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly SqliteStatement insert;
    private readonly KeyOrder order;
    private FullTextFeed? text;
    private bool isClosed;

    /// <param name="folder">Of the dataset, in the data folder; made where it is missing.</param>
    /// <param name="location">Where the records are; null where they are nowhere.</param>
    public SqliteStagedVersion(string folder, TableSchema schema, Location? location)
    {
        this.schema = schema;
        places = Place.All(location, schema);
        coded = CodeIndex.FieldsOf(schema, places);
        Directory.CreateDirectory(folder);
        path = Path.Combine(folder, Guid.NewGuid().ToString("N") + StagingEnding);
        order = new KeyOrder(schema);
        connection = SqliteSetup.Open(SqliteSetup.Uri(path), SqliteOpenMode.ReadWriteCreate);
        SqliteSetup.Run(connection, $"""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            {CreateTable(RecordsSql.Table)};
            BEGIN;
            """);
        var values = string.Join(", ", schema.Fields.Select(_ => "?"));
        insert = new SqliteStatement(connection.Handle!, $"INSERT INTO {RecordsSql.Table} VALUES (NULL, {values})");
        text = FullTextIndex.Has(schema) ? new FullTextFeed(TextPath, schema) : null;
    }

    public long RecordCount { get; private set; }

    /// <summary>The records came in primary key order, so arranging leaves their row numbers as they are.</summary>
    public bool IsInKeyOrder => order.IsIncreasing;

    /// <summary>Sets a value of the record being made; each field is set once before <see cref="Add"/>, in the order of the schema.</summary>
    public void Set(int position, in ParsedValue value)
    {
        insert.Set(position + 1, value);
        order.Set(position, value);
        text?.Set(position, value);
    }

    /// <exception cref="SqliteException">The disk is full, or fails.</exception>
    public void Add()
    {
        insert.Execute();
        RecordCount++;
        order.EndRecord();
        text?.EndRecord();
        if (!order.IsIncreasing)
            LeaveText();
    }

    /// <summary>Ends loading. Row numbers are still those of the published file.</summary>
    public void EndLoading()
    {
        insert.Dispose();
        text?.End();
        SqliteSetup.Run(connection, "COMMIT");
    }

    /// <returns>Records whose values of these fields another record before them has: row, first row, the values.</returns>
    public IEnumerable<(long Row, long FirstRow, string Value)> FindDuplicates(IReadOnlyList<string> fields, int atMost)
    {
        if (fields.SequenceEqual(schema.PrimaryKey) && order.IsIncreasing)
            return [];

        var columns = string.Join(", ", fields.Select(RecordsSql.Quote));
        var notNull = string.Join(" AND ", fields.Select(field => $"{RecordsSql.Quote(field)} IS NOT NULL"));
        var text = string.Join(" || ',' || ", fields.Select(RecordsSql.Quote));
        return Rows($"""
            SELECT _row, first_row, {text} FROM
              (SELECT _row, MIN(_row) OVER (PARTITION BY {columns}) AS first_row, {columns} FROM {RecordsSql.Table} WHERE {notNull})
            WHERE _row > first_row ORDER BY _row LIMIT {atMost}
            """, row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2)));
    }

    /// <summary>Puts the records in primary key order, if they are not, and makes the indexes.</summary>
    public void Arrange()
    {
        if (!order.IsIncreasing)
        {
            var columns = string.Join(", ", schema.Fields.Select(field => RecordsSql.Quote(field.Name)));
            SqliteSetup.Run(connection, $"""
                ALTER TABLE {RecordsSql.Table} RENAME TO loaded;
                {CreateTable(RecordsSql.Table)};
                INSERT INTO {RecordsSql.Table} SELECT NULL, {columns} FROM loaded ORDER BY {string.Join(", ", schema.PrimaryKey.Select(RecordsSql.Quote))};
                DROP TABLE loaded;
                VACUUM;
                """);
        }

        // The records are on the disk and stay as they are, so other connections may read them while this one adds indexes.
        using var texts = text is null && FullTextIndex.Has(schema) ? new LoadedRecords(path) : null;
        using var located = places.Count > 0 ? new LoadedRecords(path) : null;
        using var values = HasCodes ? new LoadedRecords(path) : null;
        Action?[] work = [MakeIndexes, text is null ? null : CompleteText, texts is null ? null : () => MakeText(texts), located is null ? null : () => MakePlaces(located), values is null ? null : () => MakeCodes(values)];
        try
        {
            Parallel.Invoke([.. work.OfType<Action>()]);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    /// <summary>The row numbers under which texts have been written will not stay.</summary>
    private void LeaveText()
    {
        text?.Dispose();
        text = null;
    }

    private void CompleteText()
    {
        text!.Complete();
        LeaveText();
    }

    private void MakeText(LoadedRecords records)
    {
        File.Delete(TextPath); // what was made before records came out of their order
        using var index = new FullTextIndex(TextPath);
        index.Fill(records, schema);
    }

    private void MakePlaces(LoadedRecords records)
    {
        using var index = new PlaceIndex(PlacesPath, places);
        index.Fill(records);
    }

    private void MakeCodes(LoadedRecords records)
    {
        using var index = new CodeIndex(CodesPath);
        index.Fill(records, coded, RecordCount);
    }

    private void MakeIndexes()
    {
        if (schema.PrimaryKey.Count > 0)
            SqliteSetup.Run(connection, $"CREATE UNIQUE INDEX records_key ON {RecordsSql.Table} ({string.Join(", ", schema.PrimaryKey.Select(RecordsSql.Quote))})");
        foreach (var field in schema.IndexedFields())
            SqliteSetup.Run(connection, $"CREATE INDEX {RecordsSql.Quote("records_" + field.Name)} ON {RecordsSql.Table} ({RecordsSql.Quote(field.Name)})");
        SqliteSetup.Run(connection, "PRAGMA analysis_limit = 1000; ANALYZE;");
    }

    /// <summary>Looks each foreign key's values up where they point to.</summary>
    /// <param name="referencedPath">The version pointed to; null for this one.</param>
    /// <returns>The records whose values are not there: row and values.</returns>
    public IEnumerable<(long Row, string Value)> FindBroken(ForeignKey key, string? referencedPath, int atMost) => Beside(referencedPath, other =>
    {
        var columns = string.Join(", ", key.Fields.Select(RecordsSql.Quote));
        var tuple = key.Fields.Count == 1 ? columns : $"({columns})";
        var notNull = string.Join(" AND ", key.Fields.Select(field => $"{RecordsSql.Quote(field)} IS NOT NULL"));
        var text = string.Join(" || ',' || ", key.Fields.Select(RecordsSql.Quote));
        return Rows($"""
            SELECT _row, {text} FROM {RecordsSql.Table} WHERE {tuple} IN
              (SELECT DISTINCT {columns} FROM main.{RecordsSql.Table} WHERE {notNull}
               EXCEPT SELECT {string.Join(", ", key.ReferencedFields.Select(RecordsSql.Quote))} FROM {other}.{RecordsSql.Table})
            ORDER BY _row LIMIT {atMost}
            """, row => (row.GetInt64(0), row.GetString(1)));
    });

    /// <summary>Compares a day of each record with those on which the record that its key points to is valid.</summary>
    /// <param name="day">The field with the day.</param>
    /// <returns>The records whose day is outside: row, value, day.</returns>
    public IEnumerable<(long Row, string Value, string Day)> FindOutdated(ForeignKey key, string day, Validity validity, string? referencedPath, int atMost) => Beside(referencedPath, other =>
    {
        var (field, at) = (RecordsSql.Quote(key.Fields[0]), RecordsSql.Quote(day));
        var before = validity.From is { } from ? $"held.{RecordsSql.Quote(from.Name)} > used.{at}" : "FALSE";
        var after = validity.To is { } to ? $"held.{RecordsSql.Quote(to.Name)} < used.{at}" : "FALSE";
        return Rows($"""
            SELECT used._row, used.{field}, used.{at} FROM main.{RecordsSql.Table} AS used
            JOIN {other}.{RecordsSql.Table} AS held ON held.{RecordsSql.Quote(key.ReferencedFields[0])} = used.{field}
            WHERE {before} OR {after} ORDER BY used._row LIMIT {atMost}
            """, row => (row.GetInt64(0), row.GetString(1), row.GetString(2)));
    });

    /// <summary>Asks with another version at hand.</summary>
    private IEnumerable<T> Beside<T>(string? referencedPath, Func<string, IEnumerable<T>> ask)
    {
        if (referencedPath is not null)
            SqliteSetup.Run(connection, $"ATTACH '{SqliteSetup.ImmutableUri(referencedPath).Replace("'", "''", StringComparison.Ordinal)}' AS referenced");
        try
        {
            foreach (var row in ask(referencedPath is null ? "main" : "referenced"))
                yield return row;
        }
        finally
        {
            if (referencedPath is not null)
                SqliteSetup.Run(connection, "DETACH referenced");
        }
    }

    /// <summary>Writes what the file says of itself, brings it and its indexes to the disk and gives them their names.</summary>
    /// <param name="metadata">Names and values for the table <c>metadata</c>, so that a copy of the file explains itself.</param>
    /// <returns>The file's path.</returns>
    public string Keep(string name, IReadOnlyDictionary<string, string> metadata)
    {
        SqliteSetup.Run(connection, "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
        foreach (var (key, value) in metadata)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO metadata VALUES (@name, @value)";
            command.Parameters.AddWithValue("@name", key);
            command.Parameters.AddWithValue("@value", value);
            _ = command.ExecuteNonQuery();
        }

        if (SqliteSetup.Scalar(connection, $"SELECT COUNT(*) FROM {RecordsSql.Table}") != RecordCount)
            throw new IOException("The staged version does not hold the records that were added.");

        Close();
        var kept = Path.Combine(Path.GetDirectoryName(path)!, name);
        if (FullTextIndex.Has(schema))
            Rename(TextPath, FullTextIndex.PathOf(kept));
        if (places.Count > 0)
            Rename(PlacesPath, PlaceIndex.PathOf(kept));
        if (HasCodes)
            Rename(CodesPath, CodeIndex.PathOf(kept));
        Rename(path, kept);
        DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
        return kept;
    }

    public void Dispose()
    {
        LeaveText();
        Close();
        File.Delete(path);
        File.Delete(TextPath);
        File.Delete(PlacesPath);
        File.Delete(CodesPath);
    }

    private string TextPath => path + FullTextIndex.Ending;

    private string PlacesPath => path + PlaceIndex.Ending;

    private string CodesPath => path + CodeIndex.Ending;

    private bool HasCodes => RecordCount >= CodeIndex.LeastRecords && coded.Count > 0;

    private void Close()
    {
        if (isClosed)
            return;

        isClosed = true;
        insert.Dispose();
        connection.Dispose();
    }

    private static void Rename(string staged, string kept)
    {
        DurableFile.Flush(staged);
        File.Move(staged, kept, overwrite: true);
    }

    private string CreateTable(string name)
    {
        var columns = schema.Fields.Select(field => $"{RecordsSql.Quote(field.Name)} {SqlType(field.Type.Kind)}{(schema.PrimaryKey.Contains(field.Name) ? " NOT NULL" : "")}");
        return $"CREATE TABLE {name} (_row INTEGER PRIMARY KEY, {string.Join(", ", columns)}) STRICT";
    }

    /// <summary>The type of a column in a STRICT table.</summary>
    internal static string SqlType(ValueKind kind) => kind switch
    {
        ValueKind.Integer or ValueKind.Boolean => "INTEGER",
        ValueKind.Real => "REAL",
        _ => "TEXT",
    };

    /// <summary>One at a time, as they are asked for: there may be as many as there are records.</summary>
    private IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }
}
