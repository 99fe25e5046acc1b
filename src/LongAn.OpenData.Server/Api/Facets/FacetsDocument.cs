using System.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Facets;

/// <summary>
/// The answer's document. In every facet the counts, <c>missing</c> and <c>other</c> add up to <c>total</c>: the records that match the
/// filters on other fields.
/// </summary>
internal sealed class FacetsDocument(Utf8JsonWriter json, Dataset dataset, FacetsPlan plan)
{
    public void Begin()
    {
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Id);
        json.WriteNumber("version", plan.Version.Number);
        json.WriteString("provenance", JsonNamingPolicy.SnakeCaseLower.ConvertName(dataset.Description.Provenance.ToString()));
        json.WriteStartArray("data");
    }

    /// <param name="labels">By value; null for a facet whose values need none.</param>
    public void Write(Facet facet, GroupTable table, IReadOnlyDictionary<string, LocalizedText>? labels)
    {
        json.WriteStartObject();
        json.WriteString("field", facet.Field.Name);
        json.WriteString("shape", facet.Shape.Name);
        WriteText("title", facet.Field.Title);
        json.WriteNumber("total", table.RecordCount);
        json.WriteNumber("missing", table.Missing);
        if (facet.Key is BinKey bin)
            WriteBins(bin.Bins, table);
        else if (facet.Shape.Part is not null)
            WritePeriods(facet, table);
        else
            WriteValues(facet, table, labels);
        json.WriteEndObject();
    }

    public void Complete(PortalLinks links)
    {
        json.WriteEndArray();
        var self = links.Dataset(dataset.Id);
        json.WriteStartObject("links");
        json.WriteString("self", links.Self);
        json.WriteString("records", self + "/records" + Query(links.With(("fields", null), ("limit", null), ("bins", null))));
        json.WriteString("schema", self + "/schema");
        json.WriteString("dataset", self);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteValues(Facet facet, GroupTable table, IReadOnlyDictionary<string, LocalizedText>? labels)
    {
        json.WriteNumber("distinct", table.GroupCount - (table.Missing > 0 ? 1 : 0));
        var other = table.RecordCount - table.Missing;
        json.WriteStartArray("values");
        foreach (var row in table.Rows.Where(row => row.Values[0] is not null).Take(plan.Limit))
        {
            other -= row.Count;
            json.WriteStartObject();
            WriteValue(facet.Key.Column.Type.Kind, row.Values[0]!);
            if (labels is not null)
                WriteText("label", labels.GetValueOrDefault(FacetLabels.Text(row.Values[0]!)));
            json.WriteNumber("count", row.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("other", other);
    }

    private void WriteBins(HistogramBins bins, GroupTable table)
    {
        var counts = new long[bins.Count];
        foreach (var row in table.Rows)
        {
            if (row.Values[0] is long bin)
                counts[bin] = row.Count;
        }

        json.WriteStartArray("bins");
        for (var i = 0; i < counts.Length; i++)
        {
            json.WriteStartObject();
            WriteEdge("from", bins.Edges[i]);
            WriteEdge("to", bins.Edges[i + 1]);
            json.WriteNumber("count", counts[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePeriods(Facet facet, GroupTable table)
    {
        var counts = table.Rows.Where(row => row.Values[0] is not null).ToDictionary(row => PeriodOf(row.Values[0]!), row => row.Count, StringComparer.Ordinal);
        json.WriteStartArray("values");
        foreach (var period in facet.Periods)
        {
            json.WriteStartObject();
            if (facet.Key.Column.Type.Kind == ValueKind.Integer)
                json.WriteNumber("value", int.Parse(period, System.Globalization.CultureInfo.InvariantCulture));
            else
                json.WriteString("value", period);
            json.WriteNumber("count", counts.GetValueOrDefault(period));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteValue(ValueKind kind, object value)
    {
        switch (value)
        {
            case long truth when kind == ValueKind.Boolean:
                json.WriteBoolean("value", truth != 0);
                break;
            case long whole:
                json.WriteNumber("value", whole);
                break;
            case double real:
                json.WriteNumber("value", real);
                break;
            default:
                json.WriteString("value", (byte[])value);
                break;
        }
    }

    private void WriteEdge(string name, object edge)
    {
        if (edge is decimal exact)
            json.WriteNumber(name, exact);
        else
            json.WriteNumber(name, (double)edge);
    }

    private void WriteText(string name, LocalizedText? text)
    {
        if (text is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("vi", text.Vi);
        json.WriteString("en", text.En ?? text.Vi);
        json.WriteEndObject();
    }

    private static string PeriodOf(object value) => value is long year ? year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture) : Encoding.UTF8.GetString((byte[])value);

    private static string Query(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? "" : address[at..];
    }
}
