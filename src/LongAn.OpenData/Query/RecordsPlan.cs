using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>What to sort by. Records without a value come last either way.</summary>
public sealed record SortKey(Expression By, bool Descending);

/// <summary>A column of the answer: how it is called and typed, and what it is read from.</summary>
public sealed record Column(Field Field, Expression Source)
{
    public Column(Field field) : this(field, new Expression.Property(field)) { }

    /// <summary>It is a field of the dataset, under its own name.</summary>
    public bool IsField => Source is Expression.Property own && ReferenceEquals(own.Field, Field);
}

/// <summary>A checked read of one version: every name is known, every value typed, every number bounded.</summary>
public sealed record RecordsPlan(DatasetVersion Version)
{
    public Filter.AllOf Filter { get; init; } = Query.Filter.Everything;

    /// <summary>Before the row number, which is the primary key's order and makes every order total but that of a distinct read.</summary>
    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>The order ends with, or is, the row number downwards.</summary>
    public bool RowsDescending { get; init; }

    /// <summary>What to answer with, in order.</summary>
    public required IReadOnlyList<Column> Columns
    {
        get;
        init
        {
            field = value;
            Fields = [.. value.Select(column => column.Field)];
        }
    }

    /// <summary>The foreign keys whose records some columns are read from.</summary>
    public IReadOnlyList<VersionReference> Expanded { get; init; } = [];

    /// <summary>The fields of the columns.</summary>
    public IReadOnlyList<Field> Fields { get; private init; } = [];

    /// <summary>Each different record of the columns once. Then every column is sorted by, and there are no row numbers.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>In records; null for all.</summary>
    public int? Limit { get; init; }

    public int Offset { get; init; }

    /// <summary>The position the page comes after; null for the first page.</summary>
    public PageCursor? After { get; init; }

    /// <summary>The position the page comes before, so that its last record is the nearest; null where the page is not read backwards.</summary>
    public PageCursor? Before { get; init; }

    /// <summary>Count what the filter matches.</summary>
    public bool CountsExactly { get; init; }

    /// <summary>Every record and field of a version, as they are kept.</summary>
    public static RecordsPlan Whole(DatasetVersion version) => WholeVersion.Of(version).Plan;

    /// <summary>Asks for every record and field of the version, as they are kept.</summary>
    public bool IsWhole => HasKnownTotal && Sort.Count == 0 && !RowsDescending && Limit is null && Offset == 0
        && Columns.SequenceEqual(WholeVersion.Of(Version).Plan.Columns);

    /// <summary>It reads every record of the version, and how many those are is known.</summary>
    public bool HasKnownTotal => Filter.Parts.Count == 0 && !IsDistinct;

    /// <summary>What must be the same for a cursor to go on: version, filter and order. 16 hex digits.</summary>
    public string OrderDigest => PlanText.Digest(Canonical(withPage: false), 8);

    /// <summary>What must be the same for an answer to be the same, but for its format. 32 hex digits.</summary>
    public string AnswerDigest => PlanText.Digest(AnswerText, 16);

    /// <summary>What <see cref="AnswerDigest"/> is of, for who makes a digest of it and more.</summary>
    public string AnswerText => Canonical(withPage: true);

    private string Canonical(bool withPage)
    {
        var text = new PlanText();
        text.Add(Version.Dataset, Version.Number, Version.Digest);
        text.Add(FilterText.Write(Filter));
        text.Add(IsDistinct ? "distinct" : "sort", RowsDescending);
        foreach (var key in Sort)
            text.Add(FilterText.Write(key.By), key.Descending);
        if (withPage)
        {
            text.Add("page", Limit, Offset, CountsExactly, (After ?? Before)?.ToString());
            return text + (WholeVersion.IsOf(this, out var whole) ? whole.CanonicalColumns : CanonicalOf(Columns));
        }

        return text.ToString();
    }

    internal static string CanonicalOf(IReadOnlyList<Column> columns)
    {
        var text = new PlanText();
        foreach (var column in columns)
            text.Add(column.Field.Name, column.IsField ? "" : FilterText.Write(column.Source));
        return text.ToString();
    }
}
