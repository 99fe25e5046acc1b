using System.Buffers;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats.Parquet;
using LongAn.OpenData.Formats.Xlsx;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Formats;

/// <summary>Makes the writer of a format: into the buffer, records under the heading.</summary>
public delegate IRecordWriter RecordWriterMaker(IBufferWriter<byte> buffer, RecordsHeading heading);

/// <summary>The formats records are written in: one row each. Negotiation, OpenAPI, options and links follow from the row.</summary>
/// <param name="Name">What <c>format=</c> and the extension of an export say.</param>
/// <param name="MediaType">What <c>Accept</c> says.</param>
public sealed record RecordFormat(string Name, string MediaType, LocalizedText Title)
{
    private RecordWriterMaker? Maker { get; init; }

    /// <summary>What the answer says, parameters included.</summary>
    public string ContentType { get; private init; } = MediaType;

    /// <summary>Its code among the file types of the EU Publications Office, which DCAT-AP asks for; null where it has none.</summary>
    public string? FileType { get; private init; }

    /// <summary>Raised when its writer writes other bytes for the same records, so that kept files are made anew.</summary>
    public int Revision { get; private init; } = 1;

    /// <summary>The parameters it takes beside those that choose the records.</summary>
    public IReadOnlyList<RecordsParameter> Options { get; private init; } = [];

    /// <summary>A page of it makes sense: it is text, records stand in it one after another.</summary>
    public bool HasPages { get; private init; }

    /// <summary>Only for datasets whose records have a geometry.</summary>
    public bool NeedsGeometry { get; private init; }

    /// <summary>Says what the dataset is, so it differs when its description does.</summary>
    public bool DescribesDataset { get; private init; }

    /// <summary>A database file; the storage engine makes it, since it is what a version is kept in.</summary>
    public bool IsDatabase { get; private init; }

    public static readonly RecordFormat Json = new("json", "application/json", new("JSON", "JSON"))
    {
        FileType = "JSON",
        ContentType = "application/json; charset=utf-8",
        Options = [RecordsParameter.Numbers],
        HasPages = true,
        Maker = (buffer, heading) => new JsonRecordWriter(buffer, heading),
    };

    public static readonly RecordFormat Csv = new("csv", "text/csv", new("CSV (RFC 4180)", "CSV (RFC 4180)"))
    {
        FileType = "CSV",
        ContentType = "text/csv; charset=utf-8; header=present",
        Options = [RecordsParameter.Delimiter, RecordsParameter.ByteOrderMark, RecordsParameter.Header, RecordsParameter.Profile],
        HasPages = true,
        Maker = (buffer, heading) => new CsvRecordWriter(buffer, heading),
    };

    public static readonly RecordFormat Ndjson = new("ndjson", "application/x-ndjson", new("NDJSON, mỗi bản ghi một dòng", "NDJSON, a record a line"))
    {
        ContentType = "application/x-ndjson; charset=utf-8",
        Options = [RecordsParameter.Numbers],
        HasPages = true,
        Maker = (buffer, heading) => new NdjsonRecordWriter(buffer, heading),
    };

    public static readonly RecordFormat GeoJson = new("geojson", "application/geo+json", new("GeoJSON (RFC 7946)", "GeoJSON (RFC 7946)"))
    {
        FileType = "GEOJSON",
        Options = [RecordsParameter.Numbers],
        HasPages = true,
        NeedsGeometry = true,
        DescribesDataset = true,
        Maker = (buffer, heading) => new GeoJsonRecordWriter(buffer, heading),
    };

    public static readonly RecordFormat Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", new("Excel (XLSX), có từ điển dữ liệu", "Excel (XLSX), with a data dictionary"))
    {
        FileType = "XLSX",
        DescribesDataset = true,
        Maker = (buffer, heading) => new XlsxRecordWriter(buffer, heading),
    };

    public static readonly RecordFormat Parquet = new("parquet", "application/vnd.apache.parquet", new("Apache Parquet", "Apache Parquet"))
    {
        FileType = "PARQUET",
        DescribesDataset = true,
        Maker = (buffer, heading) => new ParquetRecordWriter(buffer, heading),
    };

    public static readonly RecordFormat Sqlite = new("sqlite", "application/vnd.sqlite3", new("Cơ sở dữ liệu SQLite", "An SQLite database"))
    {
        IsDatabase = true,
        DescribesDataset = true,
    };

    public static IReadOnlyList<RecordFormat> All { get; } = [Json, Csv, Ndjson, GeoJson, Xlsx, Parquet, Sqlite];

    /// <summary>Those that pages of records come in.</summary>
    public static IReadOnlyList<RecordFormat> Paged { get; } = [.. All.Where(format => format.HasPages)];

    public static RecordFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>Those that a dataset's records can be written in.</summary>
    public static IReadOnlyList<RecordFormat> For(DatasetVersion version) => [.. All.Where(format => format.IsFor(version))];

    public bool IsFor(DatasetVersion version) => !NeedsGeometry || Place.GeometryOf(version.Location, version.Schema) is not null;

    /// <exception cref="InvalidOperationException">The format is a database, which is not written record by record.</exception>
    public IRecordWriter Create(IBufferWriter<byte> buffer, RecordsHeading heading) =>
        Maker?.Invoke(buffer, heading) ?? throw new InvalidOperationException($"{Name} is not written record by record.");

    /// <summary>What is written says what the dataset is, beside its records.</summary>
    public bool Describes(FormatOptions options) => DescribesDataset || options.Header is CsvHeader.TitlesVi or CsvHeader.TitlesEn;

    /// <summary>What the answer says, where an option changes it.</summary>
    public string ContentTypeWith(FormatOptions options) =>
        options.Header == CsvHeader.None ? ContentType.Replace("header=present", "header=absent", StringComparison.Ordinal) : ContentType;

    /// <summary>The plan with, behind the columns asked for, those the format needs beside them: a feature has its key and geometry whatever its properties are.</summary>
    public RecordsPlan Widen(RecordsPlan plan)
    {
        if (!NeedsGeometry || plan.IsDistinct)
            return plan;

        var schema = plan.Version.Schema;
        var geometry = Place.GeometryOf(plan.Version.Location, schema)?.Fields ?? [];
        var needed = geometry.Concat(schema.PrimaryKey.Select(name => schema.Find(name)!)).Distinct();
        return plan with { Columns = [.. plan.Columns, .. needed.Where(field => !plan.Fields.Contains(field)).Select(field => new Column(field))] };
    }
}
