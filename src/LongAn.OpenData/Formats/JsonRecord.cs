using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>
/// Writes a record as a JSON object: the names of its members are encoded once, commas and colons with them. Written by hand, since
/// <see cref="Utf8JsonWriter"/> checks every property; see the figures of <c>load</c> in the benchmarks.
/// </summary>
internal sealed class JsonRecord
{
    /// <summary>By member name; those are the fields of the datasets, and what groups are measured by, so they are bounded.</summary>
    private static readonly ConcurrentDictionary<string, byte[]> Leads = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, byte[]> FirstLeads = new(StringComparer.Ordinal);

    /// <summary>By version: the layout of all its fields, as most answers have it.</summary>
    private static readonly ConditionalWeakTable<DatasetVersion, JsonRecord> OfVersions = [];
    private readonly int[] positions;
    private readonly byte[][] leads;
    private readonly byte[][] embeddedLeads;
    private readonly ValueKind[] kinds;
    private readonly IReadOnlyList<EmbeddedRecord> embedded;
    private readonly bool hasWholeNumbersAsText;

    /// <summary>The layout of a heading, made anew only where it differs from that of the whole version.</summary>
    public static JsonRecord Of(RecordsHeading heading) =>
        heading.Version is { } version && ReferenceEquals(heading.Fields, RecordsPlan.Whole(version).Fields) && heading.Options == FormatOptions.Default
            ? OfVersions.GetValue(version, _ => new JsonRecord(heading))
            : new JsonRecord(heading);

    /// <param name="except">A field that is written elsewhere; null for none.</param>
    public JsonRecord(RecordsHeading heading, Field? except = null)
    {
        positions = [.. Enumerable.Range(0, heading.Shown).Where(i => heading.Fields[i] != except)];
        Field[] fields = [.. positions.Select(i => heading.Fields[i])];
        embedded = EmbeddedRecord.In(fields);
        var firsts = embedded.Select(other => other.Start).Append(0).ToHashSet();
        leads = [.. fields.Select((field, i) => Lead(EmbeddedRecord.MemberName(field), isFirst: firsts.Contains(i)))];
        embeddedLeads = [.. embedded.Select(other => Lead(other.Name, isFirst: other.Start == 0))];
        kinds = [.. fields.Select(field => field.Type.Kind)];
        hasWholeNumbersAsText = heading.Options.HasWholeNumbersAsText;
    }

    /// <summary>The record as an object.</summary>
    public void Write(ref JsonText json, RecordSet record)
    {
        json.Raw("{"u8);
        var written = 0;
        for (var i = 0; i < embedded.Count; i++)
        {
            var other = embedded[i];
            WriteFields(ref json, record, written, other.Start);
            written = other.End;
            json.Raw(embeddedLeads[i]);
            if (IsMissing(other, record))
            {
                json.Raw("null"u8);
                continue;
            }

            json.Raw("{"u8);
            WriteFields(ref json, record, other.Start, other.End);
            json.Raw("}"u8);
        }

        WriteFields(ref json, record, written, leads.Length);
        json.Raw("}"u8);
    }

    public void WriteValue(ref JsonText json, RecordSet record, int position, ValueKind kind)
    {
        if (record.IsNull(position))
        {
            json.Raw("null"u8);
            return;
        }

        switch (kind)
        {
            case ValueKind.Integer when hasWholeNumbersAsText:
                json.Raw("\""u8);
                json.Number(record.GetInteger(position));
                json.Raw("\""u8);
                break;
            case ValueKind.Integer:
                json.Number(record.GetInteger(position));
                break;
            case ValueKind.Boolean:
                json.Raw(record.GetInteger(position) != 0 ? "true"u8 : "false"u8);
                break;
            case ValueKind.Real:
                json.Number(record.GetReal(position));
                break;
            case ValueKind.Json:
                json.Raw(record.GetText(position));
                break;
            default:
                json.String(record.GetText(position));
                break;
        }
    }

    /// <summary>What stands before a value: a comma but for the first member, its name, a colon.</summary>
    private static byte[] Lead(string name, bool isFirst) =>
        (isFirst ? FirstLeads : Leads).GetOrAdd(name, static (name, isFirst) => [.. isFirst ? ""u8 : ","u8, (byte)'"', .. JsonEncodedText.Encode(name, PortalJson.Encoder).EncodedUtf8Bytes, (byte)'"', (byte)':'], isFirst);

    /// <summary>The key points to no record: then no column has a value, while every record has its key.</summary>
    private bool IsMissing(EmbeddedRecord other, RecordSet record)
    {
        for (var i = other.Start; i < other.End; i++)
        {
            if (!record.IsNull(positions[i]))
                return false;
        }

        return true;
    }

    private void WriteFields(ref JsonText json, RecordSet record, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            json.Raw(leads[i]);
            WriteValue(ref json, record, positions[i], kinds[i]);
        }
    }
}
