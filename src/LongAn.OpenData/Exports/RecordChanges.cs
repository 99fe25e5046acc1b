using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Exports;

/// <summary>Records that are to be changed, added or deleted, by their keys.</summary>
public sealed class RecordChanges(TableSchema schema)
{
    private const char Between = '\u001f';
    private const int FlushBytes = 256 * 1024;
    private readonly Dictionary<string, Change> changes = new(StringComparer.Ordinal);

    public int Count => changes.Count;

    /// <param name="record">Its members replace those of the record with its key; what it leaves out stays. Null deletes.</param>
    /// <param name="key">Holds the values of the primary key; the record itself where it is not deleted.</param>
    /// <returns>What is wrong with it: the name of a field, or null; <see cref="string.Empty"/> for a key that occurs twice.</returns>
    public string? TryAdd(JsonObject key, JsonObject? record)
    {
        var values = new List<string>();
        foreach (var name in schema.PrimaryKey)
        {
            if (KeyOf(key[name], schema.Find(name)!) is not { } value)
                return name;

            values.Add(value);
        }

        if (record?.FirstOrDefault(member => schema.Find(member.Key) is null).Key is { } unknown)
            return unknown;

        return changes.TryAdd(string.Join(Between, values), new Change(record)) ? null : "";
    }

    /// <summary>Writes all records as NDJSON, in their order, with the changes made; new ones come last.</summary>
    /// <param name="plan">All fields and all records of the version.</param>
    /// <returns>The keys of records that were to be deleted and are not there.</returns>
    /// <inheritdoc cref="SqliteRecordStore.OpenAsync" path="/exception"/>
    public async Task<IReadOnlyList<string>> WriteAsync(SqliteRecordStore store, Dataset dataset, RecordsPlan plan, Stream into, CancellationToken cancel)
    {
        int[] key = [.. schema.PrimaryKey.Select(name => plan.Fields.Select(field => field.Name).ToList().IndexOf(name))];
        var buffer = new ArrayBufferWriter<byte>(FlushBytes);
        using var records = await store.OpenAsync(plan, extra: 0, cancel);
        using var writer = new NdjsonRecordWriter(buffer, RecordsHeading.Of(plan, plan.Fields.Count, dataset, FormatOptions.Default));
        while (records.Read())
        {
            var start = buffer.WrittenCount;
            writer.Write(records);
            if (changes.GetValueOrDefault(string.Join(Between, key.Select(position => KeyOf(records, position)))) is { } change)
            {
                var line = JsonNode.Parse(buffer.WrittenSpan[start..])!.AsObject();
                into.Write(buffer.WrittenSpan[..start]);
                buffer.ResetWrittenCount();
                change.WriteOver(line, into);
            }

            if (buffer.WrittenCount < FlushBytes)
                continue;

            cancel.ThrowIfCancellationRequested();
            into.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        into.Write(buffer.WrittenSpan);
        foreach (var change in changes.Values.Where(change => !change.IsMade))
            change.WriteOver([], into);
        return [.. changes.Where(pair => pair.Value is { IsMade: false, Record: null }).Select(pair => pair.Key.Replace(Between, ','))];
    }

    /// <returns>Null for what is no key.</returns>
    private static string? KeyOf(JsonNode? value, Field field) => (value?.GetValueKind(), field.Type.Kind) switch
    {
        (JsonValueKind.String, ValueKind.Text) => (string)value!,
        (JsonValueKind.Number, ValueKind.Integer) when value!.AsValue().TryGetValue(out long whole) => whole.ToString(CultureInfo.InvariantCulture),
        (JsonValueKind.Number, ValueKind.Real) when value!.AsValue().TryGetValue(out double real) => real.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string KeyOf(RecordSet records, int position) => records.Fields[position].Type.Kind switch
    {
        ValueKind.Integer or ValueKind.Boolean => records.GetInteger(position).ToString(CultureInfo.InvariantCulture),
        ValueKind.Real => records.GetReal(position).ToString("R", CultureInfo.InvariantCulture),
        _ => Encoding.UTF8.GetString(records.GetText(position)),
    };

    private sealed class Change(JsonObject? record)
    {
        public JsonObject? Record => record;

        public bool IsMade { get; private set; }

        /// <param name="old">Empty where there was none.</param>
        public void WriteOver(JsonObject old, Stream into)
        {
            IsMade |= old.Count > 0;
            if (record is null)
                return;

            foreach (var (name, value) in record)
                old[name] = value?.DeepClone();
            JsonSerializer.Serialize(into, old, PortalJson.Compact);
            into.WriteByte((byte)'\n');
        }
    }
}
