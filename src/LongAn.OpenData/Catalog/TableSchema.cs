namespace LongAn.OpenData.Catalog;

/// <summary>The fields of a dataset, its keys and what means null: a checked Table Schema.</summary>
public sealed class TableSchema
{
    private readonly Dictionary<string, int> positions;

    public TableSchema(IReadOnlyList<Field> fields, IReadOnlyList<string> primaryKey, IReadOnlyList<ForeignKey> foreignKeys, IReadOnlyList<string> missingValues)
    {
        Fields = fields;
        PrimaryKey = primaryKey;
        ForeignKeys = foreignKeys;
        MissingValues = missingValues;
        positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
            positions.Add(fields[i].Name, i);
    }

    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Empty where records have no key of their own; they are then known by their row number.</summary>
    public IReadOnlyList<string> PrimaryKey { get; }

    public IReadOnlyList<ForeignKey> ForeignKeys { get; }

    public IReadOnlyList<string> MissingValues { get; }

    /// <summary>How closely a file's columns must match the fields.</summary>
    public FieldsMatch FieldsMatch { get; init; } = FieldsMatch.Equal;

    public Field? Find(string name) => positions.TryGetValue(name, out var position) ? Fields[position] : null;

    /// <returns>The field's position, or -1.</returns>
    public int PositionOf(string name) => positions.GetValueOrDefault(name, -1);

    /// <summary>No two records have the same values there, and every one has some: a primary key, or a unique field.</summary>
    public bool IdentifiesOne(IReadOnlyList<string> fields) =>
        fields.All(field => Find(field) is not null)
        && (fields.Order(StringComparer.Ordinal).SequenceEqual(PrimaryKey.Order(StringComparer.Ordinal), StringComparer.Ordinal) || (fields is [var only] && Find(only)!.Constraints.Unique));

    /// <summary>
    /// A record can be followed from a version with the other schema to one with this: by the same primary key of the same kinds, or, where
    /// there is none, by all of the same fields.
    /// </summary>
    public bool CanFollow(TableSchema other)
    {
        var by = Identity();
        return (PrimaryKey.Count > 0) == (other.PrimaryKey.Count > 0)
            && by.SequenceEqual(other.Identity(), StringComparer.Ordinal)
            && by.All(name => Find(name)!.Type.Kind == other.Find(name)!.Type.Kind);
    }

    /// <summary>Which fields have an index of their own: foreign keys, facets, dates, unique fields and those that say so.</summary>
    public IEnumerable<Field> IndexedFields()
    {
        var foreign = ForeignKeys.Where(key => key.Fields.Count == 1).Select(key => key.Fields[0]).ToHashSet(StringComparer.Ordinal);
        var own = PrimaryKey.Count == 1 ? PrimaryKey[0] : null;
        return Fields.Where(field => field.Name != own
            && (field.IsIndexed || field.IsFaceted || field.Constraints.Unique || foreign.Contains(field.Name)
                || field.Type == FieldType.Date || field.Type == FieldType.DateTime));
    }

    /// <summary>What records are known by.</summary>
    private IReadOnlyList<string> Identity() => PrimaryKey.Count > 0 ? PrimaryKey : [.. Fields.Select(field => field.Name)];
}

/// <summary>Fields whose values are the key of a record in another dataset, or in the same one.</summary>
/// <param name="Dataset">The id of the dataset pointed to.</param>
public sealed record ForeignKey(IReadOnlyList<string> Fields, string Dataset, IReadOnlyList<string> ReferencedFields);

/// <summary>Table Schema's <c>fieldsMatch</c>. Columns are known by their names, so <c>exact</c> and <c>equal</c> are one.</summary>
/// <param name="MayHaveOthers">The file may have columns that the schema does not name; they are passed over.</param>
/// <param name="MayLackFields">Fields without a column are null.</param>
public sealed record FieldsMatch(bool MayHaveOthers, bool MayLackFields)
{
    public static FieldsMatch Equal { get; } = new(false, false);

    public static FieldsMatch? Find(string name) => name switch
    {
        "exact" or "equal" => Equal,
        "subset" => new(true, false),
        "superset" => new(false, true),
        "partial" => new(true, true),
        _ => null,
    };
}
