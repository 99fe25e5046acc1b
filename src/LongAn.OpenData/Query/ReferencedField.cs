using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>What <c>key.field</c> names: a field of the record that a foreign key points to.</summary>
/// <param name="Field">Null where the records pointed to have no such field.</param>
public sealed record ReferencedField(VersionReference Reference, Field? Field, string Name)
{
    private const char Separator = '.';

    /// <returns>Null where no foreign key is named.</returns>
    public static ReferencedField? Find(string name, DatasetVersion version)
    {
        foreach (var reference in version.References)
        {
            if (name.StartsWith(reference.Name, StringComparison.Ordinal) && name.Length > reference.Name.Length && name[reference.Name.Length] == Separator)
                return new ReferencedField(reference, reference.Schema.Find(name[(reference.Name.Length + 1)..]), name);
        }

        return null;
    }

    /// <summary>What could have been meant: fields of the records pointed to, where a foreign key is named, else the dataset's own.</summary>
    public static IEnumerable<string> NamesLike(string name, DatasetVersion version) => Find(name, version) is { Reference: var reference }
        ? reference.Schema.Fields.Select(field => NameOf(reference, field))
        : version.Schema.Fields.Select(field => field.Name);

    public static string NameOf(VersionReference reference, Field field) => $"{reference.Name}{Separator}{field.Name}";

    /// <summary>The columns of the record that a foreign key points to, called <c>key.field</c>.</summary>
    public static IEnumerable<Column> Columns(VersionReference reference, TableSchema schema)
    {
        var title = schema.Find(reference.Name)!.Title;
        return reference.Schema.Fields.Select(field => new Column(
            field with
            {
                Name = NameOf(reference, field),
                Within = reference.Name,
                Title = new($"{title.Vi}: {field.Title.Vi}", $"{title.In("en")}: {field.Title.In("en")}"),
            },
            new Expression.Foreign(reference, field)));
    }
}
