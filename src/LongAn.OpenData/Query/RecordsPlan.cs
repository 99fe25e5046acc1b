using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>What to sort by. Records without a value come last either way.</summary>
public sealed record SortKey(Expression By, bool Descending);

/// <summary>A column of the answer: how it is called and typed, and what it is read from.</summary>
public sealed record Column(Field Field, Expression Source)
{
    public Column(Field field) : this(field, new Expression.Property(field)) { }
}

/// <summary>A checked read of one version: every name is known, every value typed, every number bounded.</summary>
public sealed record RecordsPlan(DatasetVersion Version)
{
    private IReadOnlyList<Field>? fields;

    public Filter.AllOf Filter { get; init; } = Query.Filter.Everything;

    /// <summary>Before the row number, which is the primary key's order and makes every order total.</summary>
    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    /// <summary>The order ends with, or is, the row number downwards.</summary>
    public bool RowsDescending { get; init; }

    /// <summary>What to answer with, in order.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>The fields of the columns.</summary>
    public IReadOnlyList<Field> Fields => fields ??= [.. Columns.Select(column => column.Field)];

    /// <summary>In records; null for all.</summary>
    public int? Limit { get; init; }

    public int Offset { get; init; }

    /// <summary>The position the page comes after; null for the first page.</summary>
    public PageCursor? After { get; init; }

    /// <summary>Count what the filter matches.</summary>
    public bool CountsExactly { get; init; }

    /// <summary>What must be the same for a cursor to go on: version, filter and order. 16 hex digits.</summary>
    public string OrderDigest => Digest(Canonical(withPage: false));

    /// <summary>What must be the same for an answer to be the same, but for its format. 32 hex digits.</summary>
    public string AnswerDigest => Digest(Canonical(withPage: true), 16);

    /// <summary>One text for all requests that mean the same, written with names and lengths so that no two meanings share it.</summary>
    private string Canonical(bool withPage)
    {
        var text = new StringBuilder();
        Add(text, Version.Dataset, Version.Number, Version.Digest);
        Add(text, FilterText.Write(Filter));
        Add(text, "sort", RowsDescending);
        foreach (var key in Sort)
            Add(text, FilterText.Write(key.By), key.Descending);
        if (withPage)
        {
            Add(text, "page", Limit, Offset, CountsExactly, After?.ToString());
            foreach (var column in Columns)
                Add(text, column.Field.Name, FilterText.Write(column.Source));
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<object?> parts)
    {
        foreach (var part in parts)
        {
            var word = Convert.ToString(part, CultureInfo.InvariantCulture) ?? "";
            text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word},");
        }
    }

    private static string Digest(string text, int bytes = 8) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));
}
