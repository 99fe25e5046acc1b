using Dapper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// The values of a version's fields that have few different ones, as numbers: for each such field a table of its values, and one of the
/// codes of all records in their order, a byte or two each. <see cref="CodedGroups"/> counts them without a look at the records, which
/// took twenty times as long. In a file beside the version's, like the other indexes: made by another thread than they are, and a
/// downloaded version is data only.
/// </summary>
internal sealed class CodeIndex : IDisposable
{
    public const string Ending = ".codes.sqlite";

    /// <summary>Fewer records are counted as quickly by reading them.</summary>
    public const int LeastRecords = 10_000;

    /// <summary>
    /// How many codes are kept in one piece. A page of the file holds some pieces whole, so that they are read where SQLite has them, and
    /// what is made of the codes of a few fields stays in the processor's cache; a multiple of 64, as long as any vector.
    /// </summary>
    public const int BlockRecords = 8_000;

    private const string CodesPrefix = "codes_";
    private const string ValuesPrefix = "values_";

    private readonly SqliteConnection connection;

    /// <summary>Makes an empty index.</summary>
    public CodeIndex(string path)
    {
        connection = SqliteSetup.Open(path, SqliteOpenMode.ReadWriteCreate);
        SqliteSetup.Run(connection, """
            PRAGMA page_size = 32768;
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            BEGIN;
            """);
    }

    /// <summary>Where the codes of a version are.</summary>
    public static string PathOf(string versionPath) => Path.ChangeExtension(versionPath, null) + Ending;

    /// <summary>The table of a field's values: under each code the value, under 0 none.</summary>
    public static string ValuesOf(Field field) => RecordsSql.Quote(ValuesPrefix + field.Name);

    /// <summary>The table of the codes of a field, by the number of the block.</summary>
    public static string CodesOf(Field field) => RecordsSql.Quote(CodesPrefix + field.Name);

    /// <summary>Those that may have few different values: nobody groups by what is different in every record, by a coordinate or by a shape.</summary>
    public static IReadOnlyList<Field> FieldsOf(TableSchema schema, IReadOnlyList<Place> places) => [.. schema.Fields.Where(field =>
        field.Type.Kind != ValueKind.Json && !field.Constraints.Unique && !(schema.PrimaryKey.Count == 1 && schema.PrimaryKey[0] == field.Name) && !places.Any(place => place.Fields.Contains(field)))];

    /// <summary>The names of the fields that have codes.</summary>
    public static IEnumerable<string> FieldsIn(SqliteConnection index) =>
        index.Query<string>($"SELECT substr(name, {ValuesPrefix.Length + 1}) FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, {ValuesPrefix.Length}) = '{ValuesPrefix}'");

    /// <param name="fields">Those of <see cref="FieldsOf"/>, at least one.</param>
    /// <param name="count">Of the records.</param>
    /// <exception cref="SqliteException">The disk is full, or fails.</exception>
    public void Fill(LoadedRecords records, IReadOnlyList<Field> fields, long count)
    {
        var coders = fields.Select(field => new FieldCoder(field, count, fields.Count)).ToArray();
        foreach (var coder in coders)
            SqliteSetup.Run(connection, $"CREATE TABLE {CodesOf(coder.Field)} ({RecordsSql.Row} INTEGER PRIMARY KEY, codes BLOB NOT NULL) STRICT");
        using var select = records.Select(fields.Select(field => RecordsSql.Quote(field.Name)), RecordsSql.Row);
        for (var block = 0L; block * BlockRecords < count; block++)
        {
            ReadBlock(select, coders);
            foreach (var coder in coders.Where(coder => coder.IsCoded))
                connection.Execute($"INSERT INTO {CodesOf(coder.Field)} VALUES (@block, @codes)", new { block, codes = coder.TakeBlock() });
        }

        foreach (var coder in coders)
            Complete(coder);
        SqliteSetup.Run(connection, "COMMIT");
    }

    public void Dispose() => connection.Dispose();

    private static void ReadBlock(SqliteStatement select, FieldCoder[] coders)
    {
        for (var i = 0; i < BlockRecords && select.Step(); i++)
        {
            for (var column = 0; column < coders.Length; column++)
                coders[column].Add(select, column);
        }
    }

    private void Complete(FieldCoder coder)
    {
        if (!coder.IsCoded)
        {
            SqliteSetup.Run(connection, $"DROP TABLE {CodesOf(coder.Field)}");
            return;
        }

        var field = coder.Field;
        SqliteSetup.Run(connection, $"CREATE TABLE {ValuesOf(field)} ({RecordsSql.Row} INTEGER PRIMARY KEY, {RecordsSql.Quote(field.Name)} {SqliteStagedVersion.SqlType(field.Type.Kind)}) STRICT; INSERT INTO {ValuesOf(field)} VALUES (0, NULL)");
        using var insert = new SqliteStatement(connection.Handle!, $"INSERT INTO {ValuesOf(field)} VALUES (?, ?)");
        coder.WriteValues(insert);
    }
}
