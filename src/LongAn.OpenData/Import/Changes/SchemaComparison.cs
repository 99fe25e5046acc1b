using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Changes;

/// <summary>Compares the schema of a version with that of the next: what changes, and what of it breaks those who use the dataset.</summary>
public static class SchemaComparison
{
    public static IReadOnlyList<SchemaChange> Between(TableSchema before, TableSchema after, IReadOnlyList<FieldProfile>? profileBefore = null, IReadOnlyList<FieldProfile>? profileAfter = null)
    {
        var changes = new List<SchemaChange>();
        var added = after.Fields.Where(field => before.Find(field.Name) is null).ToList();
        foreach (var field in before.Fields.Where(field => after.Find(field.Name) is null))
            changes.Add(Gone(field, Renamed(field, added, profileBefore, profileAfter)));
        foreach (var field in added)
            changes.Add(New(field, after.PrimaryKey.Contains(field.Name)));
        foreach (var field in after.Fields)
        {
            if (before.Find(field.Name) is not { } old)
                continue;

            foreach (var rule in SchemaRule.OfFields)
                Compare(rule, old, field, field.Name, $"Trường {field.Name}", $"The field {field.Name}", changes);
        }

        foreach (var rule in SchemaRule.OfSchemas)
        {
            // That fields come and go says enough; their order is told where only it changes.
            if (rule.Name != "order-changed" || (added.Count == 0 && after.Fields.Count == before.Fields.Count))
                Compare(rule, before, after, null, "Bộ dữ liệu", "The dataset", changes);
        }

        return [.. changes.OrderByDescending(change => change.IsBreaking)];
    }

    /// <returns>A problem for each change that breaks users: an error, or a warning where they are allowed.</returns>
    public static IEnumerable<Problem> Breaking(IReadOnlyList<SchemaChange> changes) => changes.Where(change => change.IsBreaking).Select(change =>
        new Problem(ProblemCode.BreakingChange, change.Message) { Suggestion = change.Suggestion, Place = new ProblemPlace(DataPackageReader.FileName, Field: change.Field, Rule: change.Rule) });

    private static void Compare<T>(SchemaRule<T> rule, T before, T after, string? field, string vi, string en, List<SchemaChange> changes)
    {
        var (was, now) = (rule.Fact(before), rule.Fact(after));
        if (was == now)
            return;

        changes.Add(new SchemaChange(rule.Name, rule.IsBreaking(was, now), field, was, now, new LocalizedText($"{vi} {rule.Vi}: {was ?? "không có"} → {now ?? "không có"}.", $"{en} {rule.En}: {was ?? "none"} → {now ?? "none"}.")));
    }

    private static SchemaChange Gone(Field field, string? renamed) => new(
        SchemaRule.Removed, true, field.Name, field.Type.Name, null,
        new LocalizedText($"Trường {field.Name} không còn.{(renamed is null ? "" : $" Có phải nay là {renamed}?")}", $"The field {field.Name} is gone.{(renamed is null ? "" : $" Is it {renamed} now?")}"),
        renamed);

    /// <summary>Readers do not mind one more field; publishers who must fill it do.</summary>
    private static SchemaChange New(Field field, bool isOfKey)
    {
        var isRequired = field.Constraints.Required || isOfKey;
        return new SchemaChange(
            isRequired ? SchemaRule.RequiredAdded : SchemaRule.Added, isRequired, field.Name, null, field.Type.Name,
            new LocalizedText($"Trường {field.Name} là trường mới{(isRequired ? " và bắt buộc" : "")}.", $"The field {field.Name} is new{(isRequired ? " and required" : "")}."));
    }

    /// <summary>A new field of the same type with the same values, else with a name nearly the same.</summary>
    private static string? Renamed(Field field, List<Field> added, IReadOnlyList<FieldProfile>? before, IReadOnlyList<FieldProfile>? after)
    {
        var alike = added.Where(other => other.Type == field.Type).ToList();
        var profile = before?.FirstOrDefault(row => row.Field == field.Name);
        var same = profile is null || profile.Distinct < 2 ? null : alike.Find(other => after?.FirstOrDefault(row => row.Field == other.Name) is { } now && HaveSameValues(profile, now));
        return same?.Name ?? Nearest.To(field.Name, alike.Select(other => other.Name));
    }

    private static bool HaveSameValues(FieldProfile before, FieldProfile after) =>
        before.Distinct == after.Distinct && before.Nulls == after.Nulls && Equals(before.Min, after.Min) && Equals(before.Max, after.Max) && before.Top.SequenceEqual(after.Top);
}
