using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>A column of the table, with all that its cells have in common.</summary>
internal sealed record TableColumn(Field Field)
{
    /// <summary>The records that its codes are keys of; null where they are none, or keys of several fields.</summary>
    public VersionReference? Reference { get; private init; }

    /// <summary>Where its codes' labels are read; null where they have none.</summary>
    public LabelSource? Source { get; private init; }

    public IReadOnlyDictionary<string, LocalizedText>? Labels { get; init; }

    public bool IsYear { get; private init; }

    public bool IsNumber => ValueText.IsNumber(Field) && Source is null;

    /// <summary>What is searched for is marked in it.</summary>
    public bool IsMarked { get; private init; }

    /// <summary>It can be sorted by.</summary>
    public bool IsSortable { get; private init; }

    /// <summary>Its cells lead to the records' own pages.</summary>
    public bool IsLink { get; init; }

    public static TableColumn Of(Column column, DatasetVersion version)
    {
        var field = column.Field;
        var isOwn = column.IsField;
        var reference = isOwn ? version.References.FirstOrDefault(row => row.Key.Fields is [var only] && only == field.Name) : null;
        return new TableColumn(field)
        {
            Reference = reference?.Schema.PrimaryKey is [var key] && key == reference.Key.ReferencedFields[0] ? reference : null,
            Source = isOwn ? FacetLabels.SourceOf(field, version) : null,
            IsYear = ValueText.IsYear(field, isOwn ? version.Profile.FirstOrDefault(row => row.Field == field.Name) : null),
            IsMarked = isOwn && field.IsSearched,
            IsSortable = field.Within is null && (field.Type.IsOrdered || field.Type == FieldType.Boolean),
        };
    }

    /// <summary>The column that leads to the records' own pages: of those shown, a field of the key, else one that says the record's name, else any that leads nowhere else.</summary>
    /// <returns>-1 where there is none.</returns>
    public static int LinkAmong(IReadOnlyList<TableColumn> columns, TableSchema schema)
    {
        var free = Enumerable.Range(0, columns.Count).Where(at => columns[at].Source is null && columns[at].Reference is null && columns[at].Field.Within is null).ToArray();
        return free.Where(at => schema.PrimaryKey.Contains(columns[at].Field.Name)).Concat(free).Concat([-1]).First();
    }
}
