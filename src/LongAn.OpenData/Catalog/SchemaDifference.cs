using System.Globalization;

namespace LongAn.OpenData.Catalog;

/// <summary>One way in which the fields of a later version differ from those of an earlier one.</summary>
/// <param name="Field">The field; of the primary key, its fields with commas between them.</param>
/// <param name="Old">The type before, or the key; null for a field that was not there.</param>
/// <param name="New">The type after, or the key; null for a field that is gone.</param>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string Field, string? Old, string? New)
{
    public static IReadOnlyList<SchemaDifference> Between(TableSchema old, TableSchema later)
    {
        var differences = new List<SchemaDifference>();
        if (!old.PrimaryKey.SequenceEqual(later.PrimaryKey, StringComparer.Ordinal))
            differences.Add(new(SchemaDifferenceKind.KeyChanged, string.Join(',', later.PrimaryKey), string.Join(',', old.PrimaryKey), string.Join(',', later.PrimaryKey)));
        differences.AddRange(later.Fields.Where(field => old.Find(field.Name) is null).Select(field => new SchemaDifference(SchemaDifferenceKind.FieldAdded, field.Name, null, field.Type.Name)));
        differences.AddRange(old.Fields.Where(field => later.Find(field.Name) is null).Select(field => new SchemaDifference(SchemaDifferenceKind.FieldRemoved, field.Name, field.Type.Name, null)));
        differences.AddRange(later.Fields.Select(field => (Field: field, Old: old.Find(field.Name))).Where(pair => pair.Old is not null && pair.Old.Type != pair.Field.Type)
            .Select(pair => new SchemaDifference(SchemaDifferenceKind.TypeChanged, pair.Field.Name, pair.Old!.Type.Name, pair.Field.Type.Name)));
        return differences;
    }

    /// <summary>
    /// A record can be followed from one version to the other: by the same primary key of the same kinds, or, where there is none, by all of
    /// the same fields.
    /// </summary>
    public static bool CanCompare(TableSchema old, TableSchema later)
    {
        IEnumerable<string> by = later.PrimaryKey.Count > 0 ? later.PrimaryKey : later.Fields.Select(field => field.Name);
        IEnumerable<string> byOld = old.PrimaryKey.Count > 0 ? old.PrimaryKey : old.Fields.Select(field => field.Name);
        return (later.PrimaryKey.Count > 0) == (old.PrimaryKey.Count > 0)
            && by.SequenceEqual(byOld, StringComparer.Ordinal)
            && by.All(name => old.Find(name)!.Type.Kind == later.Find(name)!.Type.Kind);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Field}: {Old} -> {New}");
}

public enum SchemaDifferenceKind
{
    FieldAdded,
    FieldRemoved,
    TypeChanged,

    /// <summary>Records are known by other fields, so none can be followed.</summary>
    KeyChanged,
}
