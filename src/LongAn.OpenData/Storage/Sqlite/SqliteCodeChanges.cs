using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Looks up what became of a code, or what it came of, in the datasets that record such changes.</summary>
public sealed class SqliteCodeChanges(SqliteRecordStore store, DatasetCatalog catalog)
{
    /// <param name="forward">What became of it; else what it came of.</param>
    /// <returns>In the order of the days of change; none where nothing is recorded.</returns>
    /// <inheritdoc cref="SqliteRecordStore.OpenAsync" path="/exception"/>
    public async ValueTask<IReadOnlyList<CodeChange>> FindAsync(string dataset, string code, bool forward, CancellationToken cancel)
    {
        var found = new List<CodeChange>();
        foreach (var recorder in catalog.ChangesOf(dataset, forward))
        {
            var changes = recorder.Current.Changes!;
            var other = forward ? changes.Into : changes.Of;
            foreach (var row in await store.AskAsync(recorder.Current, CodeChangeSql.Changes(changes, code, forward), row => (Code: row.GetString(0), Name: Text(row, 1), On: Text(row, 2), Part: Text(row, 3)), cancel))
            {
                var (isThere, label) = await LabelAsync(other, row.Code, cancel);
                found.Add(new CodeChange(other, row.Code, label ?? (row.Name is null ? null : new LocalizedText(row.Name)), isThere, row.On, row.Part, row.Part == changes.Whole));
            }
        }

        return found;
    }

    private async ValueTask<(bool IsThere, LocalizedText? Label)> LabelAsync(string dataset, string code, CancellationToken cancel)
    {
        if (catalog.Find(dataset)?.Current is not { Schema.PrimaryKey: [var key] } version)
            return (false, null);

        var fields = LabelFields.Of(version.Schema, key);
        string[] names = fields is null ? [key] : fields.En is null ? [key, fields.Vi.Name] : [key, fields.Vi.Name, fields.En.Name];
        var statement = new SqlStatement(string.Create(CultureInfo.InvariantCulture, $"SELECT {string.Join(", ", names.Select(RecordsSql.Quote))} FROM {RecordsSql.Table} WHERE {RecordsSql.Quote(key)} = @p0"), [code]);
        var labels = await store.AskAsync(version, statement, row => names.Length > 1 && Text(row, 1) is { } vi ? new LocalizedText(vi, names.Length > 2 ? Text(row, 2) : null) : null, cancel);
        return (labels.Count > 0, labels.FirstOrDefault());
    }

    private static string? Text(SqliteStatement row, int column) => row.IsNull(column) ? null : row.GetString(column);
}
