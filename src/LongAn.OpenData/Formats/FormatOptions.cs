using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Formats;

/// <summary>The first line of a CSV file.</summary>
public enum CsvHeader
{
    Names,
    TitlesVi,
    TitlesEn,
    None,
}

/// <summary>How records are written, where a format leaves a choice. Which format takes which option is a column of <see cref="RecordFormat"/>.</summary>
public sealed record FormatOptions
{
    public static readonly FormatOptions Default = new();

    private static readonly Dictionary<string, char> Delimiters = new(StringComparer.Ordinal)
    {
        ["comma"] = ',',
        ["semicolon"] = ';',
        ["tab"] = '\t',
        ["pipe"] = '|',
    };

    private static readonly Dictionary<string, CsvHeader> Headers = new(StringComparer.Ordinal)
    {
        ["names"] = CsvHeader.Names,
        ["titles_vi"] = CsvHeader.TitlesVi,
        ["titles_en"] = CsvHeader.TitlesEn,
        ["none"] = CsvHeader.None,
    };

    public char Delimiter { get; private init; } = ',';

    /// <summary>A UTF-8 byte order mark comes first.</summary>
    public bool HasByteOrderMark { get; private init; }

    public CsvHeader Header { get; private init; }

    /// <summary>Written so that a spreadsheet leaves values as they are; see <see cref="SpreadsheetText"/>.</summary>
    public bool IsForSpreadsheet { get; private init; }

    /// <summary>Whole numbers are strings, for readers whose numbers are doubles.</summary>
    public bool HasWholeNumbersAsText { get; private init; }

    /// <summary>What is not as it would be without options: part of a validator, letters that may stand in one.</summary>
    public string Tag { get; private init; } = "";

    /// <summary>Reads the options in a request; what is wrong with them, or does not fit the format, is added to the problems.</summary>
    public static FormatOptions Read(RecordsRequest request, RecordFormat format, ICollection<Problem> problems)
    {
        var options = Default;
        foreach (var (name, text) in request.Words.DistinctBy(word => word.Key)) // a name that is repeated is the planner's to report
        {
            if (RecordsParameter.All.FirstOrDefault(row => row.IsOfFormat && row.Name == name) is not { } row)
                continue;

            var value = row == RecordsParameter.Delimiter ? NameOf(text) : text;
            if (!format.Options.Contains(row))
                problems.Add(NotForFormat(row, format));
            else if (!row.Choices!.Contains(value))
                problems.Add(NotAChoice(row, value));
            else
                options = options.With(row, value);
        }

        return options;
    }

    private static string NameOf(string delimiter) =>
        Delimiters.FirstOrDefault(pair => delimiter.Length == 1 && pair.Value == delimiter[0]).Key ?? delimiter;

    private FormatOptions With(RecordsParameter row, string value)
    {
        var changed = this;
        if (row == RecordsParameter.Delimiter)
            changed = this with { Delimiter = Delimiters[value] };
        else if (row == RecordsParameter.ByteOrderMark)
            changed = this with { HasByteOrderMark = value == "true" };
        else if (row == RecordsParameter.Header)
            changed = this with { Header = Headers[value] };
        else if (row == RecordsParameter.Profile)
            changed = this with { IsForSpreadsheet = value == "excel" };
        else if (row == RecordsParameter.Numbers)
            changed = this with { HasWholeNumbersAsText = value == "string" };
        return changed == this ? this : changed with { Tag = $"{Tag}-{row.Name}.{value}" };
    }

    private static Problem NotForFormat(RecordsParameter row, RecordFormat format)
    {
        var formats = string.Join(", ", RecordFormat.All.Where(other => other.Options.Contains(row)).Select(other => other.Name));
        return new Problem(ProblemCode.OptionNotForFormat, $"{row.Name} không dùng cho {format.Name}; dùng cho: {formats}.", $"{row.Name} is not for {format.Name}; it is for: {formats}.") { Parameter = row.Name };
    }

    private static Problem NotAChoice(RecordsParameter row, string value)
    {
        var choices = string.Join(", ", row.Choices!);
        return new Problem(ProblemCode.InvalidValue, $"{row.Name} phải là một trong: {choices}.", $"{row.Name} must be one of: {choices}.") { Parameter = row.Name, Suggestion = Nearest.To(value, row.Choices!) };
    }
}
