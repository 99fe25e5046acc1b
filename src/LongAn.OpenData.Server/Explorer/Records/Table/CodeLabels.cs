using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>What codes mean, looked up in the records they are keys of.</summary>
internal sealed class CodeLabels(SqliteRecordStore store)
{
    private static readonly Dictionary<string, LocalizedText> None = [];

    public async ValueTask<IReadOnlyDictionary<string, LocalizedText>> ReadAsync(LabelSource source, IEnumerable<object> values, CancellationToken cancel)
    {
        object[] asked = [.. values.Distinct()];
        return asked.Length == 0 ? None : await FacetLabels.ReadAsync(source, asked, store, cancel);
    }
}
