using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Commands;

/// <summary>The options of <c>validate</c> that are for one file.</summary>
internal sealed class ValidateFileOptions
{
    public ValidateFileOptions() => Format.AcceptOnlyFromAmong("text", "json", "csv");

    public Option<string> Format { get; } = new("--format") { Description = "How the report is written; csv has every error.", DefaultValueFactory = _ => "text" };

    public Option<string?> Output { get; } = CommandOptions.Output();

    public Option<string?> Schema { get; } = new("--write-schema") { Description = "Where to write the datapackage.json that was drafted." };

    public (string Format, string? Output, string? Schema) Read(ParseResult parsed, bool asJson) => (asJson ? "json" : parsed.GetValue(Format)!, parsed.GetValue(Output), parsed.GetValue(Schema));
}

/// <summary>Checks one file as if it had been sent to the portal as a new dataset.</summary>
internal static class ValidateFile
{
    public static async Task<int> RunAsync(string path, (string Format, string? Output, string? Schema) options, string language, CancellationToken cancel)
    {
        var scratch = Directory.CreateTempSubdirectory("longan-validate-");
        try
        {
            var isSound = false;
            await CommandOptions.WriteAsync(options.Output, async to =>
            {
                using var log = options.Format == "csv" ? new ProblemLog(to) : null;
                var report = new ImportReport(Path.GetFileNameWithoutExtension(path), log);
                var received = Check(path, scratch.FullName, report, cancel);
                isSound = report.IsSound;
                if (received?.Draft is { } draft && options.Schema is { } schema)
                    await File.WriteAllTextAsync(schema, draft.ToJsonString(PortalJson.Indented) + "\n", cancel);
                if (options.Format == "json")
                    await JsonSerializer.SerializeAsync(to, ImportReportDocument.Of(report), PortalJson.Indented, cancel);
                else if (options.Format == "text")
                    await WriteTextAsync(to, report, received, language);
            });
            return isSound ? 0 : 1;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static ReceivedFile? Check(string path, string scratch, ImportReport report, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "file")).FullName;
        if (FileCheck.Receive(path, Path.GetFileName(path), folder, StatedForm.None, null, report, cancel) is not { } received)
            return null;

        using var staged = new DatasetImporter(Path.Combine(scratch, "data")).Stage(received.Folder, received.Descriptor, _ => null, report, ImportRun.Progress(), cancel);
        return received;
    }

    private static async Task WriteTextAsync(Stream to, ImportReport report, ReceivedFile? received, string language)
    {
        await using var text = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(report.IsSound ? "sound     " : "rejected  ")} {report.Dataset}, {report.RowCount:N0} records, {report.ErrorCount:N0} errors"));
        if (report.Detection is { } found)
            await text.WriteLineAsync($"  {Describe(found)}");
        if (received?.Draft is not null)
            await text.WriteLineAsync($"  {string.Join(", ", received.Descriptor.Schema.Fields.Select(field => $"{field.Name} {field.Type}"))}{(received.Descriptor.Schema.PrimaryKey is [var key, ..] ? $"; key {key}" : "")}");
        foreach (var warning in report.Warnings)
            await WriteAsync(text, "warning ", warning, language);
        foreach (var problem in report.Problems)
            await WriteAsync(text, "", problem, language);
        if (report.ErrorCount > report.Problems.Count)
            await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  and {report.ErrorCount - report.Problems.Count:N0} more; see --format csv"));
    }

    private static string Describe(Detection found)
    {
        string?[] parts =
        [
            found.Format, found.IsGzip ? "gzip" : null, found.Encoding, found.HasByteOrderMark ? "byte order mark" : null,
            found.Delimiter switch { null => null, '\t' => "tab", ' ' => "space", var letter => $"delimiter {letter}" },
            found.Sheet is { } sheet ? $"sheet {sheet}" : null,
            found.HeaderRow is { } line ? $"header on line {line.ToString(CultureInfo.InvariantCulture)}" : found.Delimiter is null && found.Sheet is null ? null : "no header",
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static Task WriteAsync(StreamWriter text, string kind, Problem problem, string language) => text.WriteLineAsync($"  {kind}{problem.Code.Name}: {problem.Message.In(language)}");
}
