using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>A record that came of another one, or that another one came of.</summary>
/// <param name="Dataset">The dataset that its code is, or was, a key of.</param>
/// <param name="IsThere">That dataset has a record of this code.</param>
/// <param name="On">The day of the change, yyyy-MM-dd.</param>
/// <param name="Part">How much of the old record went into the new one, as the source says it.</param>
/// <param name="IsWhole">All of it did.</param>
public sealed record CodeChange(string Dataset, string Code, LocalizedText? Label, bool IsThere, string? On, string? Part, bool IsWhole);

/// <summary>The statements that answer what became of a code.</summary>
internal static class CodeChangeSql
{
    /// <summary>Code, name, day and part of each change of a code.</summary>
    /// <param name="forward">From the old code to the new ones; else from the new one to the old.</param>
    public static SqlStatement Changes(CodeChanges changes, string code, bool forward)
    {
        var (known, wanted, name) = forward ? (changes.Old, changes.New, changes.NewName) : (changes.New, changes.Old, changes.OldName);
        return new SqlStatement(
            $"SELECT {Quote(wanted)}, {(name is null ? "NULL" : Quote(name))}, {Quote(changes.On)}, {Quote(changes.Part)} FROM {RecordsSql.Table} WHERE {Quote(known)} = @p0 ORDER BY {Quote(changes.On)}, {RecordsSql.Row}", [code]);
    }

    private static string Quote(Field field) => RecordsSql.Quote(field.Name);
}
