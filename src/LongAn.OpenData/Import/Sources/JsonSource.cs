using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Sources;

/// <summary>Records of JSON, NDJSON or GeoJSON: an object each, its members by the fields' names, or by their titles.</summary>
public sealed class JsonSource : RowSource
{
    private readonly DatasetDescriptor descriptor;
    private readonly FileStream file;
    private readonly Utf8Stream utf8;
    private readonly JsonElements elements;
    private readonly JsonCells cells;
    private readonly bool isLines;
    private RowFault? fault;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public JsonSource(string folder, DatasetDescriptor descriptor)
    {
        this.descriptor = descriptor;
        (file, var bytes) = RowSources.OpenFile(folder, descriptor.File);
        utf8 = new Utf8Stream(bytes, descriptor.File.Encoding);
        isLines = descriptor.File.Format == DataFormat.Ndjson;
        elements = new JsonElements(utf8, isLines);
        cells = new JsonCells(descriptor.Schema, descriptor.Location);
    }

    public override long BytesRead => file.Position;

    public override long BytesTotal => file.Length;

    public override RowFault? Fault => fault;

    /// <summary>Names of members that no field has, in the order they were met.</summary>
    internal IEnumerable<string> Members => cells.Unknown.Select(unknown => unknown.Name);

    public override bool ReadHeader(ImportReport report)
    {
        elements.Begin();
        return true;
    }

    public override bool Read()
    {
        if (!elements.Read())
            return false;

        Row++;
        fault = null;
        try
        {
            if (!cells.Read(elements.Current, elements.AreFeatures, Row))
                fault = Syntax("không phải một đối tượng JSON", "is not a JSON object");
            else if (cells.Twice is { } twice)
                fault = Syntax($"có {twice} hai lần", $"has {twice} twice");
        }
        catch (JsonException broken)
        {
            fault = Syntax($"không phải JSON (byte {broken.BytePositionInLine + 1})", $"is not JSON (byte {broken.BytePositionInLine + 1})");
        }

        return true;
    }

    public override ReadOnlySpan<byte> Cell(int field, out CellKind kind) => cells.Cell(field, out kind);

    /// <summary>A member that no field has, and a field that no record has, is most likely a name that is written otherwise.</summary>
    public override void Complete(ImportReport report)
    {
        var schema = descriptor.Schema;
        var others = cells.Unknown.Select(unknown => unknown.Name).ToList();
        for (var i = 0; Row > 0 && !schema.FieldsMatch.MayLackFields && i < schema.Fields.Count; i++)
        {
            if (cells.EverSet[i])
                continue;

            var name = schema.Fields[i].Name;
            var meant = Nearest.To(name, others);
            Report(
                report, name, null, meant,
                $"Không bản ghi nào có «{name}».{(meant is null ? "" : $" Có phải là «{meant}»?")}",
                $"No record has \"{name}\".{(meant is null ? "" : $" Is it \"{meant}\"?")}");
        }

        if (schema.FieldsMatch.MayHaveOthers)
            return;

        foreach (var (name, row) in cells.Unknown)
            Report(report, name, row, null, $"Bản ghi {row} có «{name}» không có trong lược đồ.", $"Record {row} has \"{name}\", which the schema does not have.");
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        utf8.Dispose();
        file.Dispose();
    }

    private static RowFault Syntax(string vi, string en) => new(ProblemCode.RowSyntax, "syntax", new LocalizedText(vi, en));

    private void Report(ImportReport report, string name, long? row, string? suggestion, string vi, string en) =>
        report.Add(new Problem(ProblemCode.HeaderMismatch, vi, en) { Place = new ProblemPlace(descriptor.File.Path, row, name, Rule: "header"), Suggestion = suggestion });
}
