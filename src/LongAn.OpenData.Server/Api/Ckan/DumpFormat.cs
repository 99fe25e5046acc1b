using System.Buffers;
using System.Text;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>What a dump is written in: one row each.</summary>
internal sealed record DumpFormat(string Name, string ContentType, Func<IBufferWriter<byte>, Func<FormatOptions, RecordsHeading>, bool, IRecordWriter> Make)
{
    public static IReadOnlyList<DumpFormat> All { get; } =
    [
        new("csv", "text/csv; charset=utf-8", (buffer, heading, hasMark) => new CsvRecordWriter(buffer, heading(OptionsOf("csv", "names", hasMark)))),
        new("tsv", "text/tab-separated-values; charset=utf-8", (buffer, heading, hasMark) => new CsvRecordWriter(buffer, heading(OptionsOf("tsv", "names", hasMark)))),
        new("json", "application/json; charset=utf-8", (buffer, heading, hasMark) => new DumpJsonWriter(Marked(buffer, hasMark), heading(FormatOptions.Default))),
        new("xml", "text/xml; charset=utf-8", (buffer, heading, hasMark) => new DumpXmlWriter(Marked(buffer, hasMark), heading(FormatOptions.Default))),
    ];

    /// <summary>The options of CSV that make a text of commas or of tabs.</summary>
    public static FormatOptions OptionsOf(string name, string header, bool hasMark = false)
    {
        KeyValuePair<string, string>[] words = [new("delimiter", name == "tsv" ? "tab" : "comma"), new("header", header), new("bom", hasMark ? "true" : "false")];
        return FormatOptions.Read(new RecordsRequest(words), RecordFormat.Csv, []);
    }

    private static IBufferWriter<byte> Marked(IBufferWriter<byte> buffer, bool hasMark)
    {
        if (hasMark)
            buffer.Write(Encoding.UTF8.Preamble);
        return buffer;
    }
}
