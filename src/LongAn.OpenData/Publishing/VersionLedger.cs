using System.Text.Json;
using Dapper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>
/// Which versions of which datasets there are, and which is served. A version is published the moment its row is committed here.
/// </summary>
public sealed class VersionLedger : IDisposable
{
    private const string VersionColumns =
        "dataset, number, digest, records, created, file, descriptor, profile, channel, publisher, actor, reason, compared_with AS Since, inserted, updated, deleted, removed, schema_changes AS SchemaChanges";

    private readonly CatalogFile file;

    /// <summary>Kept open, since what it watches is what others than itself write.</summary>
    private readonly SqliteConnection watch;

    public VersionLedger(string dataFolder) : this(new CatalogFile(dataFolder)) { }

    public VersionLedger(CatalogFile file)
    {
        this.file = file;
        watch = file.Open();
    }

    /// <summary>Changes whenever anybody has written to the catalog's file. For one thread at a time.</summary>
    public long DataVersion => watch.ExecuteScalar<long>("PRAGMA data_version");

    /// <summary>All datasets with a version whose file is there.</summary>
    public IReadOnlyList<Dataset> ReadDatasets()
    {
        using var connection = file.Open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        var versions = connection.Query<VersionRow>($"SELECT {VersionColumns} FROM versions WHERE removed IS NULL ORDER BY dataset, number")
            .Select(ToVersion).OfType<DatasetVersion>().ToList();
        var files = connection.Query<FileRow>("SELECT dataset, number, name, bytes, sha256 FROM version_files ORDER BY dataset, number, name")
            .ToLookup(row => (row.Dataset, row.Number), row => new VersionFile(row.Name, row.Bytes, row.Sha256));
        var holds = connection.Query<HoldRow>("SELECT dataset, number, at, reason, publisher, actor FROM version_holds").ToDictionary(row => (row.Dataset, (int)row.Number), row => new VersionHold(CatalogFile.ToInstant(row.At), row.Reason, row.Publisher, row.Actor));
        versions = [.. versions.Select(version => version with { Files = [.. files[(version.Dataset, version.Number)]], Hold = holds.GetValueOrDefault((version.Dataset, version.Number)) })];
        var linked = Link(versions, connection.Query<ReferenceRow>("SELECT dataset, number, referenced, referenced_number AS ReferencedNumber FROM version_references"))
            .ToLookup(version => version.Dataset, StringComparer.Ordinal);
        var servings = ServingLog.Read(connection);
        var removed = connection.Query<VersionRow>($"SELECT {VersionColumns} FROM versions WHERE removed IS NOT NULL ORDER BY dataset, number").ToLookup(row => row.Dataset, row => ToRemoved(row, files[(row.Dataset, row.Number)]), StringComparer.Ordinal);
        return [.. connection.Query<DatasetRow>("SELECT id, descriptor, metadata_modified AS MetadataModified, served FROM datasets")
            .Select(row => ToDataset(row, [.. linked[row.Id]], [.. servings[row.Id]], [.. removed[row.Id]])).OfType<Dataset>()];
    }

    /// <summary>The number a new version of a dataset gets; numbers are never used again.</summary>
    public int NextNumber(string dataset)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<int?>("SELECT last_number FROM datasets WHERE id = @dataset", new { dataset }).GetValueOrDefault() + 1;
    }

    public string FolderOf(string dataset) => Path.Combine(file.DataFolder, dataset);

    /// <summary>Publishes a version whose file is already in its place: from the commit on it is the one that is served.</summary>
    /// <param name="request">Names what asked for it; null where nobody may ask again.</param>
    public void Publish(DatasetDescriptor descriptor, DatasetVersion version, string? request = null)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute("""
            INSERT INTO datasets (id, descriptor, metadata_modified, served, last_number, channel) VALUES (@id, @descriptor, @created, @number, @number, @channel)
            ON CONFLICT (id) DO UPDATE SET served = @number, last_number = @number, channel = @channel,
              metadata_modified = CASE WHEN descriptor = @descriptor THEN metadata_modified ELSE @created END, descriptor = @descriptor;
            INSERT INTO versions (dataset, number, digest, records, created, file, descriptor, profile, channel, publisher, actor, reason, compared_with, inserted, updated, deleted, schema_changes)
            VALUES (@id, @number, @digest, @records, @created, @file, @descriptor, @profile, @channel, @publisher, @actor, @reason, @since, @inserted, @updated, @deleted, @changes);
            """, new
        {
            id = descriptor.Id,
            descriptor = descriptor.Json,
            created = CatalogFile.ToText(version.Created),
            number = version.Number,
            digest = version.Digest,
            records = version.RecordCount,
            file = Path.GetFileName(version.Path),
            profile = JsonSerializer.Serialize(version.Profile, PortalJson.Compact),
            channel = Word(version.Origin.Channel),
            publisher = version.Origin.Publisher,
            actor = version.Origin.Actor,
            reason = version.Origin.Reason,
            since = version.Counts?.Since,
            inserted = version.Counts?.Inserted,
            updated = version.Counts?.Updated,
            deleted = version.Counts?.Deleted,
            changes = JsonSerializer.Serialize(version.SchemaChanges, PortalJson.Compact),
        }, transaction);
        ServingLog.Append(connection, transaction, descriptor.Id, version.Number, version.Created, version.Origin, request);
        connection.Execute(
            "INSERT INTO version_references (dataset, number, referenced, referenced_number) VALUES (@Dataset, @Number, @Referenced, @ReferencedNumber)",
            version.References.Select(reference => reference.Version).OfType<DatasetVersion>().DistinctBy(other => other.Dataset)
                .Select(other => new ReferenceRow(version.Dataset, version.Number, other.Dataset, other.Number)), transaction);
        InsertFiles(connection, transaction, version);
        transaction.Commit();
    }

    /// <summary>Puts on record what the files of a version are that was published before this was done.</summary>
    public void RecordFiles(DatasetVersion version)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        InsertFiles(connection, transaction, version with { Files = VersionFiles.Read(version.Path) });
        transaction.Commit();
    }

    /// <summary>Every file of every version that is kept, and the folder it is in.</summary>
    public IReadOnlyList<(string Folder, VersionFile File)> ReadFiles()
    {
        using var connection = file.Open();
        return [.. connection.Query<FileRow>("SELECT dataset, number, name, bytes, sha256 FROM version_files JOIN versions USING (dataset, number) WHERE removed IS NULL ORDER BY dataset, number, name")
            .Select(row => (row.Dataset, new VersionFile(row.Name, row.Bytes, row.Sha256)))];
    }

    /// <summary>Content that is already kept: its version is served, under what the descriptor now says.</summary>
    /// <returns>True where anything changed.</returns>
    public bool Serve(DatasetDescriptor descriptor, int number, VersionOrigin by, DateTimeOffset now, string? request = null)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        ServingLog.Append(connection, transaction, descriptor.Id, number, now, by, request);
        var isNews = connection.Execute("""
            UPDATE datasets SET served = @number, descriptor = @descriptor, channel = @channel,
              metadata_modified = CASE WHEN descriptor = @descriptor THEN metadata_modified ELSE @now END
            WHERE id = @id AND (served <> @number OR descriptor <> @descriptor)
            """, new { id = descriptor.Id, number, descriptor = descriptor.Json, channel = Word(by.Channel), now = CatalogFile.ToText(now) }, transaction) > 0;
        transaction.Commit();
        return isNews;
    }

    /// <summary>Serves a version that is kept instead of the one that is served; what is said of the dataset stays as it is.</summary>
    /// <returns>False where it is served already.</returns>
    public bool RollBack(DatasetVersion to, VersionOrigin by, DateTimeOffset now, string? request = null)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        ServingLog.Append(connection, transaction, to.Dataset, to.Number, now, by, request);
        var isNews = connection.Execute(
            "UPDATE datasets SET served = @number, channel = @channel WHERE id = @dataset AND served <> @number",
            new { dataset = to.Dataset, number = to.Number, channel = Word(by.Channel) }, transaction) > 0;
        transaction.Commit();
        return isNews;
    }

    /// <summary>Has a version kept whatever the policy says.</summary>
    /// <param name="hold">Null to leave it to the policy again.</param>
    public void Hold(DatasetVersion version, VersionHold? hold)
    {
        using var connection = file.Open();
        connection.Execute(
            hold is null ? "DELETE FROM version_holds WHERE dataset = @Dataset AND number = @Number" : "INSERT OR REPLACE INTO version_holds (dataset, number, at, reason, publisher, actor) VALUES (@Dataset, @Number, @at, @Reason, @Publisher, @Actor)",
            new { version.Dataset, version.Number, at = hold is null ? null : CatalogFile.ToText(hold.At), hold?.Reason, hold?.Publisher, hold?.Actor });
    }

    /// <summary>What a request had served; null where nothing came of it.</summary>
    public ServedRequest? FindServed(string request)
    {
        using var connection = file.Open();
        return ServingLog.Find(connection, request);
    }

    /// <summary>Says of versions that their records are no longer kept; what is known of them beside stays. Their files go afterwards, by who calls.</summary>
    public void Remove(IReadOnlyList<DatasetVersion> versions, DateTimeOffset now)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "UPDATE versions SET removed = @now WHERE dataset = @Dataset AND number = @Number AND removed IS NULL AND number <> (SELECT served FROM datasets WHERE id = dataset)",
            versions.Select(version => new { version.Dataset, version.Number, now = CatalogFile.ToText(now) }), transaction);
        transaction.Commit();
    }

    /// <summary>What is said of a dataset, and how its data was last read; null where there is no such dataset.</summary>
    public DatasetDescriptor? FindDescriptor(string dataset)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<string>("SELECT descriptor FROM datasets WHERE id = @dataset", new { dataset }) is { } json ? Describe(json) : null;
    }

    /// <summary>What is known of the folder that a dataset was brought in from; null where there is no such dataset.</summary>
    public FolderState? FindFolder(string dataset)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<FolderState>("SELECT folder_digest AS Digest, channel <> 'folder' AS IsOutpaced FROM datasets WHERE id = @dataset", new { dataset });
    }

    public void RememberFolder(string dataset, string folderDigest)
    {
        using var connection = file.Open();
        connection.Execute("UPDATE datasets SET folder_digest = @folderDigest WHERE id = @dataset", new { dataset, folderDigest });
    }

    /// <summary>Removes files that no version names: what a crash left of an import that was never published, and exports of versions that are gone or half made.</summary>
    public void RemoveRubbish()
    {
        using var connection = file.Open();
        var kept = connection.Query<(string Dataset, string File)>("SELECT dataset, file FROM versions WHERE removed IS NULL")
            .SelectMany(version => VersionFiles.Of(version.File).Select(name => (version.Dataset, name))).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(file.DataFolder))
        {
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                var name = Path.GetFileName(path);
                var isOurs = name.Contains(SqliteStagedVersion.StagingEnding, StringComparison.Ordinal) || name.EndsWith(".sqlite", StringComparison.Ordinal) || VersionFiles.VersionOfMade(name) is not null;
                if (isOurs && !kept.Contains((Path.GetFileName(folder), VersionFiles.VersionOfMade(name) ?? name)))
                    File.Delete(path);
            }
        }
    }

    public void Dispose() => watch.Dispose();

    internal static string Word(PublishChannel channel) => channel.ToString().ToLowerInvariant();

    private static void InsertFiles(SqliteConnection connection, SqliteTransaction transaction, DatasetVersion version) => connection.Execute(
        "INSERT OR IGNORE INTO version_files (dataset, number, name, bytes, sha256) VALUES (@Dataset, @Number, @Name, @Bytes, @Sha256)",
        version.Files.Select(part => new FileRow(version.Dataset, version.Number, part.Name, part.Bytes, part.Sha256)), transaction);

    /// <summary>
    /// Each version with those that its keys lead to, which have theirs: a version is the same however one comes to it. They are never a
    /// circle, since a version leads to versions that were there before it.
    /// </summary>
    private static List<DatasetVersion> Link(IReadOnlyList<DatasetVersion> versions, IEnumerable<ReferenceRow> rows)
    {
        var alone = versions.ToDictionary(version => (version.Dataset, (long)version.Number));
        var numbers = rows.ToDictionary(row => (row.Dataset, row.Number, row.Referenced), row => row.ReferencedNumber);
        var linked = new Dictionary<(string Dataset, long Number), DatasetVersion>();
        DatasetVersion? Find(string dataset, long number)
        {
            if (linked.TryGetValue((dataset, number), out var known))
                return known;
            if (!alone.TryGetValue((dataset, number), out var version))
                return null;

            DatasetVersion? Referenced(string id) => numbers.TryGetValue((dataset, number, id), out var other) ? Find(id, other) : null;
            return linked[(dataset, number)] = version with { References = VersionReference.Of(dataset, version.Schema, Referenced) };
        }

        return [.. versions.Select(version => Find(version.Dataset, version.Number)!)];
    }

    private static Dataset? ToDataset(DatasetRow row, IReadOnlyList<DatasetVersion> versions, IReadOnlyList<VersionServing> servings, IReadOnlyList<RemovedVersion> removed)
    {
        var served = versions.FirstOrDefault(version => version.Number == row.Served) ?? (versions.Count > 0 ? versions[^1] : null);
        return served is null || Describe(row.Descriptor) is not { } descriptor
            ? null
            : new Dataset(descriptor.Description, versions, served, CatalogFile.ToInstant(row.MetadataModified)) { Servings = servings, Removed = removed };
    }

    private DatasetVersion? ToVersion(VersionRow row)
    {
        var path = Path.Combine(FolderOf(row.Dataset), row.File);
        if (Describe(row.Descriptor) is not { } descriptor || !VersionFiles.AreThere(path, descriptor.Schema))
            return null;

        var created = CatalogFile.ToInstant(row.Created);
        return new DatasetVersion(row.Dataset, (int)row.Number, row.Digest, row.Records, created, path, descriptor.Schema, descriptor.Location)
        {
            Provenance = descriptor.Description.Provenance,
            Origin = new VersionOrigin(Enum.Parse<PublishChannel>(row.Channel, ignoreCase: true)) { Publisher = row.Publisher, Actor = row.Actor, Reason = row.Reason },
            Counts = row.Since is { } since ? new ChangeCounts((int)since, row.Inserted ?? 0, row.Updated ?? 0, row.Deleted ?? 0) : null,
            SchemaChanges = JsonSerializer.Deserialize<IReadOnlyList<SchemaChange>>(row.SchemaChanges, PortalJson.Compact)!,
            Validity = descriptor.Validity,
            Time = descriptor.Time,
            Changes = descriptor.Changes,
            MinimumGroup = descriptor.MinimumGroup,
            Profile = [.. JsonSerializer.Deserialize<IReadOnlyList<FieldProfile>>(row.Profile, PortalJson.Compact)!.Select(profile => ToTyped(profile, descriptor.Schema))],
        };
    }

    private static RemovedVersion ToRemoved(VersionRow row, IEnumerable<VersionFile> files) =>
        new((int)row.Number, row.Digest, files.FirstOrDefault(part => part.Name == row.File)?.Sha256, row.Records, CatalogFile.ToInstant(row.Created), CatalogFile.ToInstant(row.Removed!));

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

    private sealed record FileRow(string Dataset, long Number, string Name, long Bytes, string Sha256);

    private sealed record HoldRow(string Dataset, long Number, string At, string Reason, string? Publisher, string? Actor);

    private sealed record DatasetRow(string Id, string Descriptor, string MetadataModified, long Served);

    private sealed record ReferenceRow(string Dataset, long Number, string Referenced, long ReferencedNumber);

    private sealed record VersionRow(
        string Dataset, long Number, string Digest, long Records, string Created, string File, string Descriptor, string Profile,
        string Channel, string? Publisher, string? Actor, string? Reason, long? Since, long? Inserted, long? Updated, long? Deleted, string? Removed, string SchemaChanges);
}

/// <summary>What is known of a dataset's folder.</summary>
/// <param name="Digest">Of what it held when it was last brought in; null where it never was.</param>
/// <param name="IsOutpaced">What is served came another way since: a folder that still holds what it held would only undo it.</param>
public sealed record FolderState(string? Digest, bool IsOutpaced)
{
    private FolderState(string? digest, long isOutpaced) : this(digest, isOutpaced != 0) { } // as SQLite tells it
}
