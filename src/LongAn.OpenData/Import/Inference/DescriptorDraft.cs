using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Inference;

/// <summary>
/// Drafts the descriptor of a file that has none: a schema by every row of it, never by a sample. The draft is read as any descriptor is, so
/// the whole file is then held to it.
/// </summary>
public static class DescriptorDraft
{
    private const int MostFields = 900;

    /// <param name="folder">Where the file lies.</param>
    /// <param name="file">Its name there.</param>
    /// <returns>The package descriptor as JSON; null where the report says why there is none.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not of its format.</exception>
    public static JsonObject? Of(string folder, string file, Detection detection, ImportReport report, CancellationToken cancel)
    {
        var id = Slug.Of(Path.GetFileNameWithoutExtension(file), "-") is { Length: > 0 } slug ? slug : "dataset";
        if (Titles(folder, file, id, detection, cancel) is not { } titles)
        {
            report.Add(new Problem(ProblemCode.HeaderMismatch, "Tệp trống: không có dòng tiêu đề.", "The file is empty: there is no header.") { Place = new ProblemPlace(file, Rule: "header") });
            return null;
        }

        if (!AreSound(titles, file, detection, report))
            return null;

        var columns = Read(folder, file, id, titles, detection, report, cancel);
        return ResourceDraft.PackageOf(id, file, detection, SchemaDraft.Of(columns, file, detection, report));
    }

    /// <summary>The header's cells, or the members' names; numbers where there is no header.</summary>
    private static List<string>? Titles(string folder, string file, string id, Detection detection, CancellationToken cancel)
    {
        var format = DataFormat.Find(detection.Format)!;
        if (format is { IsDelimited: false } && format != DataFormat.Xlsx)
            return Members(folder, file, id, detection, cancel);

        using var source = RowSources.Open(folder, ResourceDraft.Provisional(id, file, detection, [.. Enumerable.Range(0, MostFields).Select(i => $"c{i}")]));
        var cells = HeaderCells(source, detection);
        return cells is null ? null : detection.HeaderRow is null ? [.. cells.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"column_{i + 1}"))] : cells;
    }

    private static List<string>? HeaderCells(RowSource source, Detection detection)
    {
        _ = source.ReadHeader(new ImportReport(""));
        return source switch
        {
            CsvSource csv => csv.ReadLine(detection.HeaderRow ?? 1, detection.HeaderRow is not null),
            XlsxSource sheet => sheet.ReadLine(detection.HeaderRow ?? 1),
            _ => null,
        };
    }

    private static List<string>? Members(string folder, string file, string id, Detection detection, CancellationToken cancel)
    {
        using var source = new JsonSource(folder, ResourceDraft.Provisional(id, file, detection, ["\u0001"]));
        _ = source.ReadHeader(new ImportReport(""));
        while (source.Read())
        {
            if (source.Row % 10_000 == 0)
                cancel.ThrowIfCancellationRequested();
        }

        List<string> names = [.. source.Members];
        return names.Count > 0 ? names : null;
    }

    private static bool AreSound(List<string> titles, string file, Detection detection, ImportReport report)
    {
        var before = report.ErrorCount;
        void Add(string vi, string en, string? field = null) => report.Add(new Problem(ProblemCode.HeaderMismatch, vi, en) { Place = new ProblemPlace(file, Field: field, Rule: "header") });

        if (titles.Count > MostFields)
            Add($"Bảng có {titles.Count} cột, nhiều nhất là {MostFields}. Hãy tách thành nhiều bảng, hoặc chuyển cột thành dòng.", $"The table has {titles.Count} columns, at most {MostFields} are taken. Split it, or turn columns into rows.");
        for (var i = 0; i < titles.Count && titles.Count <= MostFields; i++)
        {
            if (titles[i].Length == 0)
                Add($"Cột {i + 1} không có tên ở dòng tiêu đề {detection.HeaderRow}. Hãy đặt tên, hoặc bỏ cột.", $"Column {i + 1} has no name in the header on line {detection.HeaderRow}. Name it, or leave it out.", $"{i + 1}");
        }

        foreach (var twice in titles.Where(title => title.Length > 0).GroupBy(VietnameseText.Fold).Where(group => group.Count() > 1))
            Add($"Tiêu đề có cột trùng tên «{twice.First()}». Hãy đặt tên khác nhau.", $"The header has two columns \"{twice.First()}\". Give them different names.", twice.First());
        return report.ErrorCount == before;
    }

    private static List<ColumnFacts> Read(string folder, string file, string id, List<string> titles, Detection detection, ImportReport report, CancellationToken cancel)
    {
        var columns = titles.Select(title => new ColumnFacts(title)).ToList();
        string[] names = DataFormat.Find(detection.Format) is { IsDelimited: true } || detection.Sheet is not null ? [.. titles.Select((_, i) => $"c{i}")] : [.. titles];
        using var source = RowSources.Open(folder, ResourceDraft.Provisional(id, file, detection, names));
        _ = source.ReadHeader(new ImportReport(""));
        if (detection.HeaderRow is { } line)
            _ = source switch { CsvSource csv => csv.ReadLine(line, isHeader: true), XlsxSource sheet => sheet.ReadLine(line), _ => null };
        while (source.Read())
        {
            if (source.Row % 10_000 == 0)
                cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count && source.Fault is null; i++)
            {
                var cell = source.Cell(i, out var kind);
                columns[i].Add(cell, kind);
            }
        }

        report.RowCount = source.Row;
        return columns;
    }
}
