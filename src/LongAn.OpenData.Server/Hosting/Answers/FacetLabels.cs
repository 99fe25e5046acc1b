using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>What the codes of a field mean: the categories of the field itself, else the records that its foreign key points to.</summary>
/// <param name="Version">The version the labels are read from; null for categories.</param>
internal sealed record LabelSource(IReadOnlyList<Category> Categories, DatasetVersion? Version, LabelFields? Fields);

internal static class FacetLabels
{
    /// <summary>The store gives the same answer again while it keeps it; so it is read once.</summary>
    private static readonly ConditionalWeakTable<GroupsAnswer, IReadOnlyDictionary<string, LocalizedText>> Read = [];

    /// <returns>Where the labels of each facet come from; null for a facet without labels.</returns>
    public static IReadOnlyList<LabelSource?> Sources(FacetsPlan plan) => [.. plan.Facets.Select(facet => facet.Shape == FacetShape.Values ? SourceOf(facet.Field, plan.Version) : null)];

    /// <returns>Where the labels of a field's values come from; null for a field without labels.</returns>
    public static LabelSource? SourceOf(Field field, DatasetVersion version)
    {
        if (field.Categories.Count > 0)
            return new LabelSource(field.Categories, null, null);
        if (version.References.FirstOrDefault(reference => reference.Key.Fields is [var only] && only == field.Name) is not { } reference)
            return null;
        if (LabelFields.Of(reference.Schema, reference.Key.ReferencedFields[0]) is not { } fields)
            return null;

        return fields.Code.Type.Kind == field.Type.Kind ? new LabelSource([], reference.Version ?? version, fields) : null;
    }

    /// <returns>The labels by value; those without one are not in it.</returns>
    public static async ValueTask<IReadOnlyDictionary<string, LocalizedText>> ReadAsync(LabelSource source, IReadOnlyList<object> values, SqliteRecordStore store, CancellationToken cancel)
    {
        if (source.Version is null)
            return source.Categories.ToDictionary(category => category.Value, category => category.Label, StringComparer.Ordinal);

        var plan = source.Fields!.Plan(source.Version, [.. values.Select(value => value is byte[] text ? Encoding.UTF8.GetString(text) : value)]);
        return Read.GetValue(await store.GroupAsync(plan, cancel), answer => ToLabels(answer, source.Fields.En is not null));
    }

    public static string Text(object value) => value is byte[] text ? Encoding.UTF8.GetString(text) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static Dictionary<string, LocalizedText> ToLabels(GroupsAnswer answer, bool hasEnglish)
    {
        var labels = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var row in answer.Tables.SelectMany(table => table.Rows))
        {
            if (row.Values is [{ } code, byte[] vi, var en])
                labels[Text(code)] = new LocalizedText(Text(vi), !hasEnglish || en is null ? null : Text(en));
        }

        return labels;
    }
}
