using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Formats;

/// <summary>Columns that stand together as an object of their own in JSON: the record that a foreign key points to, as <c>key_record</c>.</summary>
/// <param name="Start">The first of its columns, among those that are written.</param>
/// <param name="End">Behind the last.</param>
internal sealed record EmbeddedRecord(string Name, int Start, int End)
{
    /// <summary>The name of a column inside its object.</summary>
    public static string MemberName(Field field) => field.Within is { } key ? field.Name[(key.Length + 1)..] : field.Name;

    public static IReadOnlyList<EmbeddedRecord> In(IReadOnlyList<Field> fields)
    {
        var records = new List<EmbeddedRecord>();
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Within is not { } key)
                continue;

            var start = i;
            while (i + 1 < fields.Count && fields[i + 1].Within == key)
                i++;
            records.Add(new EmbeddedRecord(VersionReference.RecordNameOf(key), start, i + 1));
        }

        return records;
    }
}
