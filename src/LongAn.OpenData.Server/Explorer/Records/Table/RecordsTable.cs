using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>A page of records as a table.</summary>
/// <param name="Key">Where in a row the values of the primary key are; none where records cannot be named.</param>
/// <param name="Previous">The cursor of the page before; null where there is none.</param>
/// <param name="Next">The cursor of the page behind; null where there is none.</param>
internal sealed record RecordsTable(DatasetVersion Version, IReadOnlyList<TableColumn> Columns, IReadOnlyList<object?[]> Rows, IReadOnlyList<int> Key, string? Previous, string? Next)
{
    /// <summary>More of a text than a cell shows of it.</summary>
    private const int LongestText = 1_000;

    public TextMarks? Marks { get; init; }

    /// <summary>Its version is the one that is served when none is asked for.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>The columns alone, where the question is wrong.</summary>
    public static RecordsTable Empty(DatasetVersion version) =>
        new(version, [.. version.Schema.Fields.Select(field => TableColumn.Of(new Column(field), version))], [], [], null, null) { IsCurrent = true };

    public static async ValueTask<RecordsTable> ReadAsync(RecordsPlan plan, bool isCurrent, string? search, CodeLabels labels, SqliteRecordStore store, CancellationToken cancel)
    {
        var version = plan.Version;
        var wide = plan.IsDistinct ? plan : WithKey(plan);
        using var rows = new RecordRows(wide.Columns, plan.Columns.Count, LongestText);
        WrittenPage around;
        using (var records = await store.OpenAsync(wide, extra: 1, cancel))
            around = WrittenPage.Write(wide, records, rows);

        int[] key = plan.IsDistinct ? [] : [.. version.Schema.PrimaryKey.Select(name => PositionOf(wide, name))];
        var columns = new List<TableColumn>();
        foreach (var column in plan.Columns)
        {
            var at = columns.Count;
            var made = TableColumn.Of(column, version);
            columns.Add(made.Source is null ? made : made with { Labels = await labels.ReadAsync(made.Source, rows.All.Select(row => row[at]).OfType<object>(), cancel) });
        }

        if (key.Length > 0 && TableColumn.LinkAmong(columns, version.Schema) is >= 0 and var link)
            columns[link] = columns[link] with { IsLink = true };
        return new RecordsTable(version, columns, rows.All, key, around.Previous, around.Next)
        {
            IsCurrent = isCurrent,
            Marks = search is null ? null : new TextMarks(TextQuery.Parse(search)),
        };
    }

    private static RecordsPlan WithKey(RecordsPlan plan)
    {
        var hidden = plan.Version.Schema.PrimaryKey.Where(name => PositionOf(plan, name) < 0).Select(name => new Column(plan.Version.Schema.Find(name)!)).ToArray();
        return hidden.Length == 0 ? plan : plan with { Columns = [.. plan.Columns, .. hidden] };
    }

    private static int PositionOf(RecordsPlan plan, string name)
    {
        for (var i = 0; i < plan.Columns.Count; i++)
        {
            if (plan.Columns[i].IsField && plan.Columns[i].Field.Name == name)
                return i;
        }

        return -1;
    }
}
