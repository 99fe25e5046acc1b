using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Exports;

/// <summary>
/// Writes a change as a JSON object: what became of which record, with its old values and its new ones; of an update only those that differ.
/// </summary>
public sealed class ChangeWriter
{
    private readonly IBufferWriter<byte> buffer;
    private readonly TableSchema later;
    private readonly JsonRecord old;
    private readonly JsonRecord whole;
    private readonly int[] oldPositions;
    private readonly byte[][] names;
    private readonly byte[] version;
    private readonly string cursor;

    /// <param name="since">Null for nothing: then every record is new.</param>
    public ChangeWriter(IBufferWriter<byte> buffer, DatasetDescription description, DatasetVersion? since, DatasetVersion to)
    {
        this.buffer = buffer;
        later = to.Schema;
        whole = new JsonRecord(new RecordsHeading(later.Fields, later, description));
        old = since is null ? whole : new JsonRecord(new RecordsHeading(since.Schema.Fields, since.Schema, description));
        oldPositions = [.. later.Fields.Select(field => since?.Schema.PositionOf(field.Name) ?? -1)];
        names = [.. later.Fields.Select(field => (byte[])[(byte)'"', .. JsonEncodedText.Encode(field.Name, PortalJson.Encoder).EncodedUtf8Bytes, (byte)'"'])];
        version = Encoding.UTF8.GetBytes(to.Number.ToString(CultureInfo.InvariantCulture));
        cursor = string.Create(CultureInfo.InvariantCulture, $"{since?.Number ?? 0}-{to.Number}-");
    }

    public void Write(SqliteChangeSet change)
    {
        var json = new JsonText(buffer);
        json.Raw(change.Kind switch
        {
            ChangeKind.Insert => "{\"op\":\"insert\",\"key\":"u8,
            ChangeKind.Update => "{\"op\":\"update\",\"key\":"u8,
            _ => "{\"op\":\"delete\",\"key\":"u8,
        });
        WriteKey(ref json, change);
        json.Raw(",\"version\":"u8);
        json.Raw(version);
        json.Raw(",\"cursor\":"u8);
        json.String(Encoding.UTF8.GetBytes(cursor + change.Position.ToString(CultureInfo.InvariantCulture)));
        switch (change.Kind)
        {
            case ChangeKind.Insert:
                json.Raw(",\"new\":"u8);
                whole.Write(ref json, change.New);
                break;
            case ChangeKind.Delete:
                json.Raw(",\"old\":"u8);
                old.Write(ref json, change.Old);
                break;
            default:
                WriteDifferences(ref json, change);
                break;
        }

        json.Raw("}"u8);
        json.End();
    }

    /// <summary>The primary key as an object; null where records have none.</summary>
    private void WriteKey(ref JsonText json, SqliteChangeSet change)
    {
        if (later.PrimaryKey.Count == 0)
        {
            json.Raw("null"u8);
            return;
        }

        var isGone = change.Kind == ChangeKind.Delete;
        var separator = "{"u8;
        foreach (var name in later.PrimaryKey)
        {
            var position = later.PositionOf(name);
            json.Raw(separator);
            json.Raw(names[position]);
            json.Raw(":"u8);
            whole.WriteValue(ref json, isGone ? change.Old : change.New, isGone ? oldPositions[position] : position, later.Fields[position].Type.Kind);
            separator = ","u8;
        }

        json.Raw("}"u8);
    }

    private void WriteDifferences(ref JsonText json, SqliteChangeSet change)
    {
        var differing = Enumerable.Range(0, names.Length).Where(i => !IsSame(change, i)).ToArray();
        json.Raw(",\"fields\":["u8);
        for (var i = 0; i < differing.Length; i++)
        {
            json.Raw(i == 0 ? ""u8 : ","u8);
            json.Raw(names[differing[i]]);
        }

        json.Raw("],\"old\":"u8);
        WriteSome(ref json, change.Old, differing, oldPositions);
        json.Raw(",\"new\":"u8);
        WriteSome(ref json, change.New, differing, positions: null);
    }

    private void WriteSome(ref JsonText json, RecordSet record, int[] fields, int[]? positions)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var position = positions is null ? fields[i] : positions[fields[i]];
            json.Raw(i == 0 ? "{"u8 : ","u8);
            json.Raw(names[fields[i]]);
            json.Raw(":"u8);
            if (position < 0)
                json.Raw("null"u8);
            else
                whole.WriteValue(ref json, record, position, record.Fields[position].Type.Kind);
        }

        json.Raw("}"u8);
    }

    private bool IsSame(SqliteChangeSet change, int field)
    {
        var at = oldPositions[field];
        if (at < 0 || change.Old.IsNull(at) || change.New.IsNull(field))
            return (at < 0 || change.Old.IsNull(at)) && change.New.IsNull(field);

        var kind = change.New.Fields[field].Type.Kind;
        return kind == change.Old.Fields[at].Type.Kind && kind switch
        {
            ValueKind.Integer or ValueKind.Boolean => change.Old.GetInteger(at) == change.New.GetInteger(field),
            ValueKind.Real => BitConverter.DoubleToInt64Bits(change.Old.GetReal(at)) == BitConverter.DoubleToInt64Bits(change.New.GetReal(field)),
            _ => change.Old.GetText(at).SequenceEqual(change.New.GetText(field)),
        };
    }
}
