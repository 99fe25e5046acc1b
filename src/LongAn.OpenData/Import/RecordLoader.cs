using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.PersonalData;
using LongAn.OpenData.Import.Sources;
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
    private readonly PersonalDataWatch?[] watches;
    private readonly Dictionary<int, Doubt> doubts = [];
    private readonly ImportReport report;

    /// <param name="isOwnForm">The file is written in the portal's own form.</param>
    public RecordLoader(DatasetDescriptor descriptor, ImportReport report, bool isOwnForm)
    {
        this.descriptor = descriptor;
        this.report = report;
        var schema = descriptor.Schema;
        var group = descriptor.MinimumGroup;
        checkers = [.. schema.Fields.Select(field => new FieldChecker(field, schema, descriptor.File.Dialect.NullSequence, isOwnForm, group?.Fields.Contains(field.Name) == true ? group.Size : null))];
        watches = [.. schema.Fields.Select(PersonalDataWatch.For)];
        tallies = [.. schema.Fields.Select(field => new FieldTally(field, field.Constraints.Unique || (schema.PrimaryKey.Count == 1 && schema.PrimaryKey[0] == field.Name)))];
    }

    public IReadOnlyList<FieldProfile> Profile => [.. tallies.Select(tally => tally.ToProfile())];

    public void Load(RowSource source, SqliteStagedVersion staged, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        Span<byte> scratch = stackalloc byte[64];
        while (source.Read())
        {
            report.RowCount = source.Row;
            if (source.Fault is { } fault)
                Report(source, fault);
            else
                LoadRow(source, staged, scratch);
            if (source.Row % RowsBetweenReports != 0)
                continue;

            cancel.ThrowIfCancellationRequested();
            progress?.Report(new ImportProgress(descriptor.Id, source.Row, source.BytesRead, source.BytesTotal));
        }

        source.Complete(report);
        foreach (var watch in watches)
            watch?.Report(report, descriptor.File.Path);
        foreach (var (field, doubt) in doubts)
            report.Warn(Warnings.Doubtful(descriptor.File.Path, descriptor.Schema.Fields[field].Name, doubt.Count, doubt.FirstRow, doubt.Value, doubt.Rule.Message.Vi, doubt.Rule.Message.In("en")));
    }

    private void LoadRow(RowSource source, SqliteStagedVersion staged, Span<byte> scratch)
    {
        var isSound = report.IsSound;
        for (var i = 0; i < checkers.Length; i++)
        {
            var cell = source.Cell(i, out var kind);
            if (checkers[i].Read(cell, kind, scratch, out var value) is { } broken && !IsDoubt(i, source.Row, cell, broken))
            {
                Report(source, descriptor.Schema.Fields[i].Name, cell, broken);
                isSound = false;
            }

            watches[i]?.Look(value, source.Row);
            if (!isSound)
                continue;

            tallies[i].Add(value);
            staged.Set(i, value);
        }

        // After the first error nothing will be published: the rest is read for its errors only.
        if (isSound)
            staged.Add();
    }

    /// <summary>A doubt is counted and told once a field; the value is kept.</summary>
    private bool IsDoubt(int field, long row, ReadOnlySpan<byte> cell, BrokenRule broken)
    {
        if (!broken.IsDoubt)
            return false;

        doubts[field] = doubts.TryGetValue(field, out var doubt) ? doubt with { Count = doubt.Count + 1 } : new Doubt(broken, 1, row, Shown(cell));
        return true;
    }

    private void Report(RowSource source, RowFault fault)
    {
        var hint = Footer.HintOf(source);
        report.Add(new Problem(
            fault.Code,
            string.Create(CultureInfo.InvariantCulture, $"Dòng {source.Row} {fault.Message.Vi}.{hint.Vi}"),
            string.Create(CultureInfo.InvariantCulture, $"Row {source.Row} {fault.Message.En}.{hint.In("en")}"))
        { Place = new ProblemPlace(descriptor.File.Path, source.Row, Rule: fault.Rule) });
    }

    private void Report(RowSource source, string field, ReadOnlySpan<byte> cell, BrokenRule broken)
    {
        if (report.Room == 0)
        {
            report.Count(broken.Code, field);
            return;
        }

        var (row, shown, hint) = (source.Row, Shown(cell), Footer.HintOf(source));
        report.Add(new Problem(
            broken.Code,
            string.Create(CultureInfo.InvariantCulture, $"Dòng {row}, trường {field}: {broken.Message.Vi}; giá trị là «{shown}».{hint.Vi}"),
            string.Create(CultureInfo.InvariantCulture, $"Row {row}, field {field}: {broken.Message.En}; the value is \"{shown}\".{hint.In("en")}"))
        { Place = new ProblemPlace(descriptor.File.Path, row, field, shown, broken.Name) });
    }

    private static string Shown(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell.Length > LongestShown * 4 ? cell[..(LongestShown * 4)] : cell);
        return text.Length > LongestShown ? text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…" : text;
    }

    private sealed record Doubt(BrokenRule Rule, long Count, long FirstRow, string Value);
}
