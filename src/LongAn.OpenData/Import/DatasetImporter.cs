using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Import;

/// <summary>Turns a dataset's folder into a staged version, or into a report of everything that is wrong with it.</summary>
public sealed class DatasetImporter(string dataFolder)
{
    /// <summary>
    /// SHA-256 (hex) over the data file's bytes, all that says how to read them, and the versions that foreign keys point to: when one of
    /// those changes, the keys are to be checked again.
    /// </summary>
    /// <param name="versionOf">The version of a dataset that foreign keys are checked against; null where there is none.</param>
    /// <returns>Null where the file cannot be read; the report says why.</returns>
    public static string? Digest(string folder, DatasetDescriptor descriptor, Func<string, DatasetVersion?> versionOf, ImportReport report)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes(descriptor.ReadingJson));
            foreach (var other in descriptor.Schema.ForeignKeys.Select(key => key.Dataset).Where(id => id != descriptor.Id).Distinct().Order(StringComparer.Ordinal))
                hash.AppendData(Encoding.UTF8.GetBytes($"{other}:{versionOf(other)?.Digest}\n"));
            AppendFile(hash, Path.Combine(folder, descriptor.File.Path));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            report.Add(new Problem(ProblemCode.DataMissing, $"Không có tệp {descriptor.File.Path}.", $"There is no file {descriptor.File.Path}.") { Place = new(descriptor.File.Path) });
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            report.Add(Unreadable(descriptor, unreadable.Message));
        }

        return null;
    }

    /// <summary>SHA-256 (hex) over all that a dataset's folder says, wherever its foreign keys lead.</summary>
    /// <returns>Null where it cannot be read.</returns>
    public static string? FolderDigest(string folder, DatasetDescriptor descriptor)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes(descriptor.Json));
            AppendFile(hash, Path.Combine(folder, descriptor.File.Path));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="versionOf">The version of a dataset that foreign keys are checked against; null where there is none.</param>
    /// <returns>A sealed version to keep, or null where the report has errors.</returns>
    public StagedImport? Stage(string folder, DatasetDescriptor descriptor, Func<string, DatasetVersion?> versionOf, ImportReport report, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        SqliteStagedVersion? staged = null;
        try
        {
            staged = new SqliteStagedVersion(Path.Combine(dataFolder, descriptor.Id), descriptor.Schema, descriptor.Location);
            var isOwnForm = OwnForm.IsOf(folder, descriptor, cancel);
            if (isOwnForm)
                report.Warn(Warnings.PortalForm(descriptor.File.Path));
            using var source = RowSources.Open(folder, descriptor);
            var loader = new RecordLoader(descriptor, report, isOwnForm);
            if (source.ReadHeader(report))
                loader.Load(source, staged, progress, cancel);
            staged.EndLoading();
            if (report.IsSound)
                CheckUnique(descriptor, staged, report);
            // Arranging may renumber the rows, and errors name those of the file; where it does not, its indexes make the look-ups quick.
            var keepsRows = staged.IsInKeyOrder;
            if (report.IsSound && !keepsRows)
                CheckReferences(descriptor, staged, versionOf, report);
            if (report.IsSound)
                staged.Arrange();
            if (report.IsSound && keepsRows)
                CheckReferences(descriptor, staged, versionOf, report);

            if (!report.IsSound)
                return null;

            var result = new StagedImport(staged, loader.Profile);
            staged = null;
            return result;
        }
        catch (UndecodableBytesException bytes)
        {
            report.Add(new Problem(
                ProblemCode.UndecodableBytes,
                string.Create(CultureInfo.InvariantCulture, $"{descriptor.File.Path}: byte tại vị trí {bytes.Offset} không phải {bytes.Encoding}."),
                string.Create(CultureInfo.InvariantCulture, $"{descriptor.File.Path}: the bytes at offset {bytes.Offset} are not {bytes.Encoding}."))
            { Place = new ProblemPlace(descriptor.File.Path, report.RowCount + 1, Value: bytes.Offset.ToString(CultureInfo.InvariantCulture), Rule: "encoding") });
        }
        catch (SqliteException fault)
        {
            report.Add(new Problem(ProblemCode.StorageFailed, $"Không ghi được dữ liệu: {fault.Message}", $"The data could not be stored: {fault.Message}"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or CsvFormatException)
        {
            report.Add(Unreadable(descriptor, unreadable.Message));
        }
        finally
        {
            staged?.Dispose();
        }

        return null;
    }

    private static void AppendFile(IncrementalHash hash, string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[256 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
            hash.AppendData(buffer, 0, read);
    }

    private static void CheckUnique(DatasetDescriptor descriptor, SqliteStagedVersion staged, ImportReport report)
    {
        var unique = descriptor.Schema.Fields.Where(field => field.Constraints.Unique).Select(field => (IReadOnlyList<string>)[field.Name]);
        IEnumerable<IReadOnlyList<string>> keys = descriptor.Schema.PrimaryKey.Count > 0 ? unique.Append(descriptor.Schema.PrimaryKey) : unique;
        foreach (var key in keys.DistinctBy(fields => string.Join('\0', fields)))
        {
            var name = string.Join(", ", key);
            report.AddRange(staged.FindDuplicates(key, report.Room).Select(row => new Problem(
                ProblemCode.DuplicateKey,
                string.Create(CultureInfo.InvariantCulture, $"Dòng {row.Row}: {name} trùng với dòng {row.FirstRow}; giá trị là «{row.Value}»."),
                string.Create(CultureInfo.InvariantCulture, $"Row {row.Row}: {name} is the same as in row {row.FirstRow}; the value is \"{row.Value}\"."))
            { Place = new ProblemPlace(descriptor.File.Path, row.Row, name, row.Value, key.SequenceEqual(descriptor.Schema.PrimaryKey) ? "primaryKey" : "unique") }));
        }
    }

    private static void CheckReferences(DatasetDescriptor descriptor, SqliteStagedVersion staged, Func<string, DatasetVersion?> versionOf, ImportReport report)
    {
        foreach (var key in descriptor.Schema.ForeignKeys)
        {
            var name = string.Join(", ", key.Fields);
            var target = key.Dataset == descriptor.Id ? descriptor.Schema : versionOf(key.Dataset)?.Schema;
            if (target is null || key.ReferencedFields.FirstOrDefault(field => target.Find(field) is null) is { } missing)
            {
                report.Add(new Problem(
                    ProblemCode.UnknownReference,
                    $"Khóa ngoại {name} trỏ tới {key.Dataset} ({string.Join(", ", key.ReferencedFields)}), không có ở cổng này.",
                    $"The foreign key {name} points to {key.Dataset} ({string.Join(", ", key.ReferencedFields)}), which this portal does not have.")
                { Place = new ProblemPlace(DataPackageReader.FileName, Field: name, Rule: "foreignKeys") });
                continue;
            }

            var path = key.Dataset == descriptor.Id ? null : versionOf(key.Dataset)!.Path;
            report.AddRange(staged.FindBroken(key, path, report.Room).Select(row => new Problem(
                ProblemCode.ForeignKeyBroken,
                string.Create(CultureInfo.InvariantCulture, $"Dòng {row.Row}: {name} không có trong {key.Dataset}; giá trị là «{row.Value}»."),
                string.Create(CultureInfo.InvariantCulture, $"Row {row.Row}: {name} is not in {key.Dataset}; the value is \"{row.Value}\"."))
            { Place = new ProblemPlace(descriptor.File.Path, row.Row, name, row.Value, "foreignKeys") }));
            CheckInForce(descriptor, key, key.Dataset == descriptor.Id ? descriptor.Validity : versionOf(key.Dataset)!.Validity, path, staged, report);
        }
    }

    /// <summary>A code may have been in force on other days than the record's.</summary>
    private static void CheckInForce(DatasetDescriptor descriptor, ForeignKey key, Validity? validity, string? path, SqliteStagedVersion staged, ImportReport report)
    {
        if (validity is null || key.Fields is not [var name] || descriptor.Schema.Find(name)?.ValidOn is not { } day)
            return;

        report.AddRange(staged.FindOutdated(key, day, validity, path, report.Room).Select(row => new Problem(
            ProblemCode.CodeOutdated,
            string.Create(CultureInfo.InvariantCulture, $"Dòng {row.Row}: {name} «{row.Value}» không có hiệu lực vào ngày {row.Day} ({day})."),
            string.Create(CultureInfo.InvariantCulture, $"Row {row.Row}: {name} \"{row.Value}\" was not in force on {row.Day} ({day})."))
        { Place = new ProblemPlace(descriptor.File.Path, row.Row, name, row.Value, "validOn") }));
    }

    private static Problem Unreadable(DatasetDescriptor descriptor, string reason) =>
        new(ProblemCode.DataUnreadable, $"Không đọc được {descriptor.File.Path}: {reason}", $"{descriptor.File.Path} cannot be read: {reason}") { Place = new(descriptor.File.Path) };
}

/// <summary>A version that has passed every check, not yet published. Dispose it to leave nothing behind.</summary>
public sealed record StagedImport(SqliteStagedVersion Staged, IReadOnlyList<FieldProfile> Profile) : IDisposable
{
    public void Dispose() => Staged.Dispose();
}
