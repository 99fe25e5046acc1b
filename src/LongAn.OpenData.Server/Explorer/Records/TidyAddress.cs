using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;

namespace LongAn.OpenData.Server.Explorer.Records;

/// <summary>
/// What a form sends, as the API says it: without the fields that were left empty, the ticked columns as one list, the numbers of a place as one
/// value, and a day where an instant is asked for as its first or last second.
/// </summary>
internal static class TidyAddress
{
    private static readonly string Fields = RecordsParameter.Fields.Name;

    /// <returns>Where the same question is asked tidily; null where it already is.</returns>
    public static string? Of(PageContext page, TableSchema schema)
    {
        var (words, isTidy) = (new List<KeyValuePair<string, string>>(), true);
        foreach (var (name, values) in page.Query)
        {
            if (name == Fields && values.Count > 1)
            {
                isTidy = false;
                var columns = values.OfType<string>().SelectMany(value => value.Split(',')).Where(value => value.Length > 0).ToArray();
                if (!columns.SequenceEqual(schema.Fields.Select(field => field.Name)))
                    words.Add(KeyValuePair.Create(name, string.Join(',', columns)));
                continue;
            }

            if (values.Count > 1 && values.Count == RecordsParameter.All.FirstOrDefault(row => row.Name == name)?.Parts?.Count)
            {
                isTidy = false;
                if (values.Any(value => !string.IsNullOrWhiteSpace(value)))
                    words.Add(KeyValuePair.Create(name, string.Join(',', values.Select(value => value?.Trim()))));
                continue;
            }

            foreach (var value in values)
            {
                var tidied = string.IsNullOrWhiteSpace(value) ? "" : Instant(name, value, schema);
                isTidy &= tidied.Length > 0 && tidied == value;
                if (tidied.Length > 0)
                    words.Add(KeyValuePair.Create(name, tidied));
            }
        }

        return isTidy ? null : page.Prefix + page.Path + QueryString.Create(words.Select(word => KeyValuePair.Create(word.Key, (string?)word.Value))).ToUriComponent();
    }

    private static string Instant(string name, string value, TableSchema schema)
    {
        var at = name.LastIndexOf("__", StringComparison.Ordinal);
        if (at < 0 || schema.Find(name[..at])?.Type != FieldType.DateTime || !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return value;

        return name[at..] switch
        {
            "__gte" or "__lt" => value + "T00:00:00+07:00",
            "__lte" or "__gt" => value + "T23:59:59+07:00",
            _ => value,
        };
    }
}
