using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Archives;
using LongAn.OpenData.Import.Inference;
using LongAn.OpenData.Import.Intake;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import;

/// <summary>Where a file that somebody sent lies, as a dataset: its folder, and the descriptor that reads it.</summary>
/// <param name="Descriptor">Given, packed with the data, or drafted by it.</param>
/// <param name="Draft">The descriptor as it was drafted; null where there was one.</param>
public sealed record ReceivedFile(string Folder, DatasetDescriptor Descriptor, JsonObject? Draft);

/// <summary>Takes a file that somebody sent, whatever it is, to where it can be staged.</summary>
public static class FileCheck
{
    /// <param name="path">Where it lies; renamed where that is in <paramref name="scratch"/>, else copied there.</param>
    /// <param name="name">As its sender calls it.</param>
    /// <param name="scratch">A folder with nothing else in it, that outlives the result.</param>
    /// <param name="stated">What its sender says of how it is written.</param>
    /// <param name="current">What the dataset's descriptor says; null for a new dataset. It rules: what is found otherwise is a warning.</param>
    /// <returns>Null where the file cannot be taken; the report says why.</returns>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public static ReceivedFile? Receive(string path, string name, string scratch, StatedForm stated, DatasetDescriptor? current, ImportReport report, CancellationToken cancel)
    {
        if (FileIntake.Detect(path, name, stated, report, cancel) is not { } detection)
            return null;

        report.Detection = detection;
        if (detection.Format == FileIntake.DataPackage)
            return Unpack(path, scratch, current?.Id, report, cancel);

        var file = SafeName(name, detection);
        if (Path.GetFullPath(Path.GetDirectoryName(path)!) == Path.GetFullPath(scratch))
            File.Move(path, Path.Combine(scratch, file), overwrite: true);
        else
            File.Copy(path, Path.Combine(scratch, file), overwrite: true);
        try
        {
            return current is null ? Draft(scratch, file, detection, report, cancel) : Describe(scratch, file, current, detection, report);
        }
        catch (InvalidDataException broken)
        {
            report.Add(new Problem(ProblemCode.DataUnreadable, $"Không đọc được {name}: {broken.Message}", $"{name} cannot be read: {broken.Message}") { Place = new ProblemPlace(name) });
            return null;
        }
    }

    private static ReceivedFile? Unpack(string path, string scratch, string? id, ImportReport report, CancellationToken cancel)
    {
        List<Problem> problems = [];
        var folder = DataPackageArchive.Extract(path, scratch, ArchiveBounds.Default, problems, cancel);
        var found = folder is null ? [] : DataPackageReader.ReadFolder(folder, problems);
        report.AddRange(problems);
        if (found.Count == 0)
            return null;
        if ((id is null ? found.Count == 1 ? found[0] : null : found.FirstOrDefault(one => one.Id == id)) is { } descriptor)
            return new ReceivedFile(folder!, descriptor, null);

        var ids = string.Join(", ", found.Select(one => one.Id));
        report.Add(new Problem(ProblemCode.DescriptorInvalid, $"Gói có các bộ dữ liệu: {ids}; cần đúng {id ?? "một bộ"}.", $"The package has the datasets {ids}; it must have {id ?? "just one"}.") { Place = new(DataPackageReader.FileName) });
        return null;
    }

    private static ReceivedFile? Draft(string scratch, string file, Detection detection, ImportReport report, CancellationToken cancel) =>
        DescriptorDraft.Of(scratch, file, detection, report, cancel) is { } draft && Read(draft.ToJsonString(), report) is { } descriptor ? new ReceivedFile(scratch, descriptor, draft) : null;

    /// <summary>The dataset's descriptor with this file in place of its own: where the format is the same, its dialect stays.</summary>
    private static ReceivedFile? Describe(string scratch, string file, DatasetDescriptor current, Detection detection, ImportReport report)
    {
        var package = (JsonObject)JsonNode.Parse(current.Json)!;
        var resource = package["resources"]![0]!.AsObject();
        resource["path"] = file;
        resource.Remove("compression");
        if (detection.IsGzip)
            resource["compression"] = "gz";
        if (DataFormat.Find(detection.Format)!.IsDelimited && current.File.Format.IsDelimited)
        {
            Warn(report, file, "encoding", resource["encoding"] is null ? null : current.File.Encoding, detection.Encoding);
            Warn(report, file, "delimiter", $"{current.File.Dialect.Delimiter}", $"{detection.Delimiter}");
            resource["encoding"] ??= detection.Encoding;
        }
        else
        {
            resource["format"] = detection.Format;
            resource["encoding"] = detection.Encoding;
            resource["mediatype"] = DataFormat.Find(detection.Format)!.MediaType;
            resource.Remove("dialect");
            if (detection.Delimiter is { } delimiter)
                resource["dialect"] = new JsonObject { ["delimiter"] = delimiter.ToString() };
        }

        return Read(package.ToJsonString(PortalJson.Compact), report) is { } descriptor ? new ReceivedFile(scratch, descriptor, null) : null;
    }

    private static void Warn(ImportReport report, string file, string what, string? said, string? found)
    {
        if (said is null || found is null || string.Equals(said, found, StringComparison.OrdinalIgnoreCase))
            return;

        report.Warn(new Problem(ProblemCode.FileDiffers, $"{file}: mô tả nêu {what} là «{said}», nhưng tệp có vẻ là «{found}».", $"{file}: the descriptor says that {what} is \"{said}\", but the file looks like \"{found}\".") { Place = new ProblemPlace(file, Value: found, Rule: what) });
    }

    private static DatasetDescriptor? Read(string json, ImportReport report)
    {
        List<Problem> problems = [];
        var descriptors = DataPackageReader.Read(json, folder: null, problems);
        report.AddRange(problems);
        return descriptors is [var only] ? only : null;
    }

    /// <summary>A name that is only a name, with the extension of what the file is.</summary>
    private static string SafeName(string name, Detection detection)
    {
        var plain = string.Concat(Path.GetFileName(name).Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' '));
        if (detection.IsGzip && plain.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            plain = plain[..^3];
        plain = Path.GetFileNameWithoutExtension(plain);
        return $"{(plain.Length == 0 ? "data" : plain)}.{detection.Format}{(detection.IsGzip ? ".gz" : "")}";
    }
}
