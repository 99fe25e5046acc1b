using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Import;

/// <summary>Carries rows from a source into a staged version, checking every cell. Each broken rule is reported; no row is left out silently.</summary>
internal sealed class RecordLoader
{
    private const int RowsBetweenReports = 10_000;
    private const int LongestShown = 200;
    private readonly DatasetDescriptor descriptor;
    private readonly FieldChecker[] checkers;
    private readonly FieldTally[] tallies;
    private readonly ImportReport report;

    public RecordLoader(DatasetDescriptor descriptor, ImportReport report)
    {
        this.descriptor = descriptor;
        this.report = report;
        var schema = descriptor.Schema;
        checkers = [.. schema.Fields.Select(field => new FieldChecker(field, schema, descriptor.File.Dialect.NullSequence))];
        tallies = [.. schema.Fields.Select(field => new FieldTally(field, field.Constraints.Unique || (schema.PrimaryKey.Count == 1 && schema.PrimaryKey[0] == field.Name)))];
    }

    public IReadOnlyList<FieldProfile> Profile => [.. tallies.Select(tally => tally.ToProfile())];

    public void Load(CsvSource source, SqliteStagedVersion staged, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        Span<byte> scratch = stackalloc byte[64];
        while (source.Read())
        {
            report.RowCount = source.Row;
            if (HasShape(source))
                LoadRow(source, staged, scratch);
            if (source.Row % RowsBetweenReports != 0)
                continue;

            cancel.ThrowIfCancellationRequested();
            progress?.Report(new ImportProgress(descriptor.Id, source.Row, source.BytesRead, source.BytesTotal));
        }
    }

    private void LoadRow(CsvSource source, SqliteStagedVersion staged, Span<byte> scratch)
    {
        var isSound = report.IsSound;
        for (var i = 0; i < checkers.Length; i++)
        {
            var cell = source.Cell(i);
            if (checkers[i].Read(cell, scratch, out var value) is { } broken)
            {
                Report(source.Row, descriptor.Schema.Fields[i].Name, cell, broken);
                isSound = false;
            }

            if (!isSound)
                continue;

            tallies[i].Add(value);
            staged.Set(i, value);
        }

        // After the first error nothing will be published: the rest is read for its errors only.
        if (isSound)
            staged.Add();
    }

    private bool HasShape(CsvSource source)
    {
        if (source.Malformed is { } reason)
        {
            report.Add(Problem(source.Row, ProblemCode.RowSyntax, "syntax", $"sai dấu ngoặc kép ({reason})", $"breaks the quoting rules ({reason})"));
            return false;
        }

        if (!source.HasRightShape)
        {
            report.Add(Problem(source.Row, ProblemCode.RowShape, "shape", $"có {source.CellCount} ô, cần {source.ExpectedCells}", $"has {source.CellCount} cells, not {source.ExpectedCells}"));
            return false;
        }

        if (!source.HasNul)
            return true;

        report.Add(Problem(source.Row, ProblemCode.RowSyntax, "nul", "có ký tự NUL", "has a NUL character"));
        return false;
    }

    private Problem Problem(long row, ProblemCode code, string rule, string vi, string en) => new(
        code,
        string.Create(CultureInfo.InvariantCulture, $"Dòng {row} {vi}."),
        string.Create(CultureInfo.InvariantCulture, $"Row {row} {en}."))
    { Place = new ProblemPlace(descriptor.File.Path, row, Rule: rule) };

    private void Report(long row, string field, ReadOnlySpan<byte> cell, BrokenRule broken)
    {
        if (report.Room == 0)
        {
            report.Add(new Problem(broken.Code, broken.Message)); // counted, not listed
            return;
        }

        var text = Encoding.UTF8.GetString(cell.Length > LongestShown * 4 ? cell[..(LongestShown * 4)] : cell);
        var shown = text.Length > LongestShown ? text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…" : text;
        report.Add(new Problem(
            broken.Code,
            string.Create(CultureInfo.InvariantCulture, $"Dòng {row}, trường {field}: {broken.Message.Vi}; giá trị là «{shown}»."),
            string.Create(CultureInfo.InvariantCulture, $"Row {row}, field {field}: {broken.Message.En}; the value is \"{shown}\"."))
        { Place = new ProblemPlace(descriptor.File.Path, row, field, shown, broken.Name) });
    }
}
