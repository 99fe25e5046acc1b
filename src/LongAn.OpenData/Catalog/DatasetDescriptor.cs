using System.Text.Json.Nodes;

namespace LongAn.OpenData.Catalog;

/// <summary>All that <c>datapackage.json</c> says of one dataset: what it is, its fields and where its data is.</summary>
public sealed record DatasetDescriptor(DatasetDescription Description, TableSchema Schema, DataFile File)
{
    public string Id => Description.Id;

    /// <summary>Which fields hold the position of a record; null where records have none.</summary>
    public Location? Location { get; init; }

    /// <summary>When a record is valid; null where this is not said.</summary>
    public Validity? Validity { get; init; }

    /// <summary>The field that says when a record is; null where none is named.</summary>
    public Field? Time { get; init; }

    /// <summary>The changes of another dataset's codes that the records are; null where they are none.</summary>
    public CodeChanges? Changes { get; init; }

    /// <summary>How small a group in these statistics may be; null where this is not said.</summary>
    public MinimumGroup? MinimumGroup { get; init; }

    /// <summary>The package descriptor as compact JSON; reading it again gives this descriptor.</summary>
    public required string Json { get; init; }

    /// <summary>The Table Schema with all that bears on how data is read, as compact JSON; part of a version's digest.</summary>
    public required string ReadingJson { get; init; }

    /// <summary>Both have the same records, whatever their files are written like: they differ in what is said about them alone.</summary>
    public bool IsReadAs(DatasetDescriptor other) => JsonNode.DeepEquals(Records(), other.Records());

    private JsonObject Records()
    {
        var reading = JsonNode.Parse(ReadingJson)!.AsObject();
        foreach (var name in (string[])["dialect", "encoding", "delimiter", "gzip", "format"])
            reading.Remove(name);
        return reading;
    }
}

/// <summary>A data file, described as Data Package does.</summary>
/// <param name="Path">Relative to the dataset's folder.</param>
/// <param name="Encoding">A name of the IANA registry.</param>
public sealed record DataFile(string Path, string Encoding, CsvDialect Dialect)
{
    public DataFormat Format { get; init; } = DataFormat.Csv;

    public bool IsGzip { get; init; }
}

/// <summary>The table dialect of Data Package v1 and v2.</summary>
public sealed record CsvDialect
{
    /// <summary>Comma by default, as both versions say; null is never guessed here.</summary>
    public char Delimiter { get; init; } = ',';

    public char? QuoteChar { get; init; } = '"';

    public char? EscapeChar { get; init; }

    public bool SkipInitialSpace { get; init; }

    public bool HasHeader { get; init; } = true;

    /// <summary>The line the header is on, from 1; lines before it are passed over.</summary>
    public int HeaderRow { get; init; } = 1;

    /// <summary>Else the header is looked for below the first line, where that does not match.</summary>
    public bool IsHeaderRowSaid { get; init; }

    /// <summary>The sheet of a workbook; null for the one of <see cref="SheetNumber"/>.</summary>
    public string? SheetName { get; init; }

    /// <summary>From 1; null for the first.</summary>
    public int? SheetNumber { get; init; }

    public char? CommentChar { get; init; }

    /// <summary>Text that means null in every field, beside the schema's missing values.</summary>
    public string? NullSequence { get; init; }
}

/// <summary>Where a record's position is: two number fields in degrees (WGS 84), or one geopoint field.</summary>
public sealed record Location(string? Latitude, string? Longitude, string? Point);
