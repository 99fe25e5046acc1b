using System.Runtime.InteropServices;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>Writes values as cells: text is text whatever is in it, codes have their names, what is long is cut.</summary>
/// <param name="marks">What was searched for; null where nothing was.</param>
internal sealed class CellMarkup(PageContext page, HtmlText html, TextMarks? marks)
{
    private const int MostLetters = 160;
    private const int LongestAddress = 60;
    private const int ShortName = 10;
    private const int LongestWord = 28;
    private readonly string none = $"<span class=\"none\">—<span class=\"hidden\"> {page.T("không có giá trị", "no value")}</span></span>";

    /// <summary>Codes repeat from record to record: where their records are.</summary>
    private readonly Dictionary<(string Dataset, string Code), string> addresses = [];

    /// <summary>Nothing is cut.</summary>
    public bool IsWhole { get; init; }

    /// <param name="record">The address of the record's page, where this cell leads to it.</param>
    public void Write(TableColumn column, object? value, string? record)
    {
        var tag = record is null ? "td" : "th";
        var label = LabelOf(column, value);
        var text = TextOf(column, value, label);
        html.Raw("<").Raw(tag).Raw(record is null ? "" : " scope=\"row\"").Raw(ClassOf(column, text)).Raw(">");
        if (record is not null)
            html.Raw("<a").Attribute("href", record).Raw(">");
        WriteValue(column, value, label, text);
        html.Raw(record is null ? "</" : "</a></").Raw(tag).Raw(">");
    }

    /// <summary>The value without a cell around it.</summary>
    public void WriteValue(TableColumn column, object? value)
    {
        var label = LabelOf(column, value);
        WriteValue(column, value, label, TextOf(column, value, label));
    }

    private void WriteValue(TableColumn column, object? value, LocalizedText? label, string text)
    {
        if (value is null)
            html.Raw(none);
        else if (label is not null)
            WriteLabelled(column, value, text);
        else
            WriteText(column, text, value as string);
    }

    private static LocalizedText? LabelOf(TableColumn column, object? value) => value is null ? null : column.Labels?.GetValueOrDefault(KeyOf(column, value));

    private string TextOf(TableColumn column, object? value, LocalizedText? label)
    {
        if (value is null)
            return "";

        var text = label is null ? ValueText.Of(page, column.Field.Type, column.IsYear, value) : page.T(label);
        return IsWhole ? text : Cut(text);
    }

    /// <summary>A code: its name, and the code itself small beside it.</summary>
    private void WriteLabelled(TableColumn column, object value, string label)
    {
        var code = KeyOf(column, value);
        if (column.Reference is { } reference)
            html.Raw("<a").Attribute("href", AddressOf(reference.Key.Dataset, code)).Raw(">").Text(label).Raw("</a>");
        else
            html.Text(label);
        html.Raw(" <small>").Text(code).Raw("</small>");
    }

    private void WriteText(TableColumn column, string text, string? whole)
    {
        var isTurned = ValueText.IsTurned(text);
        var isAddress = whole is not null && !column.IsLink && ValueText.IsAddress(whole);
        html.Raw(isTurned ? "<bdi>" : "");
        if (isAddress)
            html.Raw("<a rel=\"nofollow noopener\"").Attribute("href", whole).Raw(">").Text(Shown(text)).Raw("</a>");
        else if (column.Reference is { } reference && whole is not null)
            html.Raw("<a").Attribute("href", AddressOf(reference.Key.Dataset, whole)).Raw(">").Text(text).Raw("</a>");
        else if (column.IsMarked && marks is not null)
            WriteMarked(text);
        else
            html.Text(text);
        html.Raw(isTurned ? "</bdi>" : "");
    }

    private string AddressOf(string dataset, string code)
    {
        ref var address = ref CollectionsMarshal.GetValueRefOrAddDefault(addresses, (dataset, code), out _);
        return address ??= page.Url(RecordAddress.Of(dataset, [code]));
    }

    private void WriteMarked(string text)
    {
        var at = 0;
        foreach (var range in marks!.Find(text))
        {
            var (start, length) = range.GetOffsetAndLength(text.Length);
            html.Text(text.AsSpan(at, start - at)).Raw("<mark>").Text(text.AsSpan(start, length)).Raw("</mark>");
            at = start + length;
        }

        html.Text(text.AsSpan(at));
    }

    private static string KeyOf(TableColumn column, object value) => column.Field.Type == FieldType.Boolean ? (long)value != 0 ? "true" : "false" : Hosting.Answers.FacetLabels.Text(value);

    /// <summary>How wide its column should be at least.</summary>
    private static string ClassOf(TableColumn column, string text) =>
        column.IsNumber ? " class=\"number\""
        : LongestWordOf(text) > LongestWord ? " class=\"word\""
        : text.Length > MostLetters / 2 ? " class=\"long\""
        : text.Length > LongestWord ? " class=\"mid\""
        : column.Labels is not null && text.Length > ShortName ? " class=\"name\""
        : text.Length > 0 && column.IsLink ? " class=\"id\"" : "";

    private static int LongestWordOf(string text)
    {
        var (word, longest) = (0, 0);
        foreach (var letter in text)
        {
            word = char.IsWhiteSpace(letter) ? 0 : word + 1;
            longest = Math.Max(longest, word);
        }

        return longest;
    }

    /// <summary>An address without what all addresses begin with.</summary>
    private static string Shown(string address)
    {
        var rest = address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..].TrimEnd('/');
        return rest.Length <= LongestAddress ? rest : rest[..(LongestAddress - 1)] + "…";
    }

    /// <summary>Never between the halves of a letter, and at a blank where there is one near.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= MostLetters)
            return text;

        var end = text.LastIndexOf(' ', MostLetters - 1, MostLetters / 3);
        if (end < 0)
            end = char.IsHighSurrogate(text[MostLetters - 2]) ? MostLetters - 2 : MostLetters - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
