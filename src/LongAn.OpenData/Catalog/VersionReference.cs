namespace LongAn.OpenData.Catalog;

/// <summary>
/// Where a foreign key of a version leads: to the version of the other dataset that was current when this one was made, so that what a
/// version says never changes.
/// </summary>
/// <param name="Version">Null where a dataset points to itself: then it is the version the key belongs to.</param>
/// <param name="Schema">Of the records pointed to.</param>
public sealed record VersionReference(ForeignKey Key, DatasetVersion? Version, TableSchema Schema)
{
    /// <summary>How requests call it: the key's field, of several the first.</summary>
    public string Name => Key.Fields[0];

    /// <summary>The member that the record is embedded as.</summary>
    public string RecordName => RecordNameOf(Name);

    public static string RecordNameOf(string key) => key + "_record";

    /// <returns>Where each foreign key leads that leads to one record; keys of unknown datasets, and those that name no key there, are left out.</returns>
    /// <param name="versionOf">The version of another dataset; null where there is none.</param>
    public static IReadOnlyList<VersionReference> Of(string dataset, TableSchema schema, Func<string, DatasetVersion?> versionOf)
    {
        var references = new List<VersionReference>();
        foreach (var key in schema.ForeignKeys.DistinctBy(key => key.Fields[0]))
        {
            var version = key.Dataset == dataset ? null : versionOf(key.Dataset);
            var target = key.Dataset == dataset ? schema : version?.Schema;
            if (target?.IdentifiesOne(key.ReferencedFields) == true)
                references.Add(new VersionReference(key, version, target));
        }

        return references;
    }
}
