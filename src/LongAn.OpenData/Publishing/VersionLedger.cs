using System.Globalization;
using System.Text.Json;
using Dapper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// <c>catalog.sqlite</c>: which versions of which datasets there are, and which is served. It is the only file of the portal that
/// changes; a version is published the moment its row is committed here.
/// </summary>
public sealed class VersionLedger : IDisposable
{
    public const string FileName = "catalog.sqlite";
    private readonly SqliteConnection connection;
    private readonly string dataFolder;

    public VersionLedger(string dataFolder)
    {
        this.dataFolder = Directory.CreateDirectory(dataFolder).FullName;
        connection = SqliteSetup.Open(Path.Combine(this.dataFolder, FileName), SqliteOpenMode.ReadWriteCreate);
        connection.Execute("""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA busy_timeout = 10000;
            CREATE TABLE IF NOT EXISTS datasets (
              id TEXT PRIMARY KEY,
              descriptor TEXT NOT NULL,
              metadata_modified TEXT NOT NULL,
              served INTEGER NOT NULL,
              last_number INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE IF NOT EXISTS versions (
              dataset TEXT NOT NULL REFERENCES datasets (id),
              number INTEGER NOT NULL,
              digest TEXT NOT NULL,
              records INTEGER NOT NULL,
              created TEXT NOT NULL,
              file TEXT NOT NULL,
              descriptor TEXT NOT NULL,
              profile TEXT NOT NULL,
              PRIMARY KEY (dataset, number)
            ) STRICT;
            CREATE TABLE IF NOT EXISTS version_references (
              dataset TEXT NOT NULL,
              number INTEGER NOT NULL,
              referenced TEXT NOT NULL,
              referenced_number INTEGER NOT NULL,
              PRIMARY KEY (dataset, number, referenced),
              FOREIGN KEY (dataset, number) REFERENCES versions (dataset, number),
              FOREIGN KEY (referenced, referenced_number) REFERENCES versions (dataset, number)
            ) STRICT, WITHOUT ROWID;
            """);
    }

    /// <summary>Changes whenever another process has written here.</summary>
    public long DataVersion => connection.ExecuteScalar<long>("PRAGMA data_version");

    /// <summary>All datasets with a version whose file is there.</summary>
    public IReadOnlyList<Dataset> ReadDatasets()
    {
        var versions = connection.Query<VersionRow>("SELECT dataset, number, digest, records, created, file, descriptor, profile FROM versions ORDER BY dataset, number")
            .Select(ToVersion).OfType<DatasetVersion>().ToList();
        var byNumber = versions.ToDictionary(version => (version.Dataset, (long)version.Number));
        var references = connection.Query<ReferenceRow>("SELECT dataset, number, referenced, referenced_number AS ReferencedNumber FROM version_references")
            .ToDictionary(row => (row.Dataset, row.Number, row.Referenced), row => byNumber.GetValueOrDefault((row.Referenced, row.ReferencedNumber)));
        var linked = versions.Select(version => version with { References = VersionReference.Of(version.Dataset, version.Schema, id => references.GetValueOrDefault((version.Dataset, version.Number, id))) })
            .ToLookup(version => version.Dataset, StringComparer.Ordinal);
        return [.. connection.Query<DatasetRow>("SELECT id, descriptor, metadata_modified AS MetadataModified, served FROM datasets")
            .Select(row => ToDataset(row, [.. linked[row.Id]])).OfType<Dataset>()];
    }

    /// <summary>The number a new version of a dataset gets; numbers are never used again.</summary>
    public int NextNumber(string dataset) =>
        connection.QuerySingleOrDefault<int?>("SELECT last_number FROM datasets WHERE id = @dataset", new { dataset }).GetValueOrDefault() + 1;

    public string FolderOf(string dataset) => Path.Combine(dataFolder, dataset);

    /// <summary>Publishes a version whose file is already in its place: from the commit on it is the one that is served.</summary>
    public void Publish(DatasetDescriptor descriptor, DatasetVersion version)
    {
        using var transaction = connection.BeginTransaction();
        var created = version.Created.ToString("O", CultureInfo.InvariantCulture);
        connection.Execute("""
            INSERT INTO datasets (id, descriptor, metadata_modified, served, last_number) VALUES (@id, @descriptor, @created, @number, @number)
            ON CONFLICT (id) DO UPDATE SET served = @number, last_number = @number,
              metadata_modified = CASE WHEN descriptor = @descriptor THEN metadata_modified ELSE @created END, descriptor = @descriptor;
            INSERT INTO versions (dataset, number, digest, records, created, file, descriptor, profile)
            VALUES (@id, @number, @digest, @records, @created, @file, @descriptor, @profile);
            """, new
        {
            id = descriptor.Id,
            descriptor = descriptor.Json,
            created,
            number = version.Number,
            digest = version.Digest,
            records = version.RecordCount,
            file = Path.GetFileName(version.Path),
            profile = JsonSerializer.Serialize(version.Profile, PortalJson.Compact),
        }, transaction);
        connection.Execute(
            "INSERT INTO version_references (dataset, number, referenced, referenced_number) VALUES (@Dataset, @Number, @Referenced, @ReferencedNumber)",
            version.References.Select(reference => reference.Version).OfType<DatasetVersion>().DistinctBy(other => other.Dataset)
                .Select(other => new ReferenceRow(version.Dataset, version.Number, other.Dataset, other.Number)), transaction);
        transaction.Commit();
    }

    /// <summary>Content that is already kept: its version is served, under what the descriptor now says.</summary>
    /// <returns>True where anything changed.</returns>
    public bool Serve(DatasetDescriptor descriptor, int number, DateTimeOffset now) => connection.Execute("""
        UPDATE datasets SET served = @number, descriptor = @descriptor,
          metadata_modified = CASE WHEN descriptor = @descriptor THEN metadata_modified ELSE @now END
        WHERE id = @id AND (served <> @number OR descriptor <> @descriptor)
        """, new { id = descriptor.Id, number, descriptor = descriptor.Json, now = now.ToString("O", CultureInfo.InvariantCulture) }) > 0;

    /// <summary>Removes files that no version names: what a crash left of an import that was never published, and exports of versions that are gone or half made.</summary>
    public void RemoveRubbish()
    {
        var kept = connection.Query<(string Dataset, string File)>("SELECT dataset, file FROM versions")
            .SelectMany(version => VersionFiles.Of(version.File).Select(file => (version.Dataset, file))).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(dataFolder))
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                var name = Path.GetFileName(file);
                var isOurs = name.Contains(SqliteStagedVersion.StagingEnding, StringComparison.Ordinal) || name.EndsWith(".sqlite", StringComparison.Ordinal) || VersionFiles.VersionOfExport(name) is not null;
                if (isOurs && !kept.Contains((Path.GetFileName(folder), VersionFiles.VersionOfExport(name) ?? name)))
                    File.Delete(file);
            }
        }
    }

    public void Dispose() => connection.Dispose();

    private static Dataset? ToDataset(DatasetRow row, IReadOnlyList<DatasetVersion> versions)
    {
        var served = versions.FirstOrDefault(version => version.Number == row.Served) ?? (versions.Count > 0 ? versions[^1] : null);
        return served is null || Describe(row.Descriptor) is not { } descriptor
            ? null
            : new Dataset(descriptor.Description, versions, served, DateTimeOffset.Parse(row.MetadataModified, CultureInfo.InvariantCulture));
    }

    private DatasetVersion? ToVersion(VersionRow row)
    {
        var path = Path.Combine(FolderOf(row.Dataset), row.File);
        if (Describe(row.Descriptor) is not { } descriptor || !VersionFiles.AreThere(path, descriptor.Schema))
            return null;

        var created = DateTimeOffset.Parse(row.Created, CultureInfo.InvariantCulture);
        return new DatasetVersion(row.Dataset, (int)row.Number, row.Digest, row.Records, created, path, descriptor.Schema, descriptor.Location)
        {
            Provenance = descriptor.Description.Provenance,
            Validity = descriptor.Validity,
            Changes = descriptor.Changes,
            Profile = [.. JsonSerializer.Deserialize<IReadOnlyList<FieldProfile>>(row.Profile, PortalJson.Compact)!.Select(profile => ToTyped(profile, descriptor.Schema))],
        };
    }

    /// <summary>JSON does not say whether 5 is a whole number; the field's type does.</summary>
    private static FieldProfile ToTyped(FieldProfile profile, TableSchema schema)
    {
        var kind = schema.Find(profile.Field)?.Type.Kind ?? ValueKind.Text;
        return profile with
        {
            Min = ToTyped(profile.Min, kind),
            Max = ToTyped(profile.Max, kind),
            Top = [.. profile.Top.Select(top => top with { Value = ToTyped(top.Value, kind) })],
        };
    }

    private static object? ToTyped(object? value, ValueKind kind) => value is not JsonElement json ? value : kind switch
    {
        ValueKind.Integer => json.GetInt64(),
        ValueKind.Real => json.GetDouble(),
        ValueKind.Boolean => json.GetBoolean(),
        _ => json.GetString(),
    };

    private static DatasetDescriptor? Describe(string json)
    {
        List<Problem> problems = [];
        return DataPackageReader.Read(json, folder: null, problems) is [var descriptor] ? descriptor : null;
    }

    private sealed record DatasetRow(string Id, string Descriptor, string MetadataModified, long Served);

    private sealed record ReferenceRow(string Dataset, long Number, string Referenced, long ReferencedNumber);

    private sealed record VersionRow(string Dataset, long Number, string Digest, long Records, string Created, string File, string Descriptor, string Profile);
}
