using System.Buffers;
using System.IO.Compression;
using LongAn.OpenData.Query;
using Parquet;
using Parquet.Schema;

namespace LongAn.OpenData.Formats.Parquet;

/// <summary>
/// Apache Parquet: typed columns in row groups of bounded size, text in dictionaries where values repeat, compressed with zstd; the file's
/// key-value metadata says whose records they are. Whole numbers are INT64, numbers DOUBLE, dates DATE, instants TIMESTAMP in UTC to the
/// microsecond, times TIME to the microsecond; arrays, objects and the rest are text as JSON and CSV have it.
/// </summary>
public sealed class ParquetRecordWriter : IRecordWriter
{
    /// <summary>A row group is held until it is written: so many records, or so many characters of text, whichever comes first.</summary>
    private const int MostRecords = 50_000;
    private const int MostCharacters = 4 * 1024 * 1024;

    private readonly BufferStream stream;
    private readonly RecordsHeading heading;
    private readonly ParquetColumn[] columns;
    private ParquetWriter? file;
    private int records;
    private int characters;

    public ParquetRecordWriter(IBufferWriter<byte> buffer, RecordsHeading heading)
    {
        stream = new BufferStream(buffer);
        this.heading = heading;
        columns = [.. heading.Fields.Take(heading.Shown).Select(ParquetColumn.For)];
    }

    public bool IsFull => records >= MostRecords || characters >= MostCharacters;

    public void Begin()
    {
    }

    public void Write(RecordSet record)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (record.IsNull(i))
                columns[i].AddNull();
            else
                characters += columns[i].Add(record, i);
        }

        records++;
    }

    public async ValueTask ReleaseAsync()
    {
        file ??= await OpenAsync();
        if (records == 0)
            return;

        using var group = file.CreateRowGroup();
        foreach (var column in columns)
        {
            await column.WriteAsync(group);
            column.Clear();
        }

        group.CompleteValidate();
        (records, characters) = (0, 0);
    }

    public async ValueTask CompleteAsync()
    {
        await ReleaseAsync();
        await file!.DisposeAsync(); // which writes the footer
        file = null;
    }

    /// <summary>A file that was not completed gets no footer, and is none.</summary>
    public void Dispose() => stream.Dispose();

    private async Task<ParquetWriter> OpenAsync()
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        foreach (var column in columns.OfType<TextColumn>())
            options.ColumnEncodingHints.Add(column.Field.Name, EncodingHint.Dictionary);
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(column => column.Field)), stream, options);
        writer.CustomMetadata = new Dictionary<string, string>(heading.Facts());
        return writer;
    }
}
