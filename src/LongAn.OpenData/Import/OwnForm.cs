using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;

namespace LongAn.OpenData.Import;

/// <summary>
/// Whether a file is written in the portal's own form, as its exports are, where the schema names other formats. The whole file is looked
/// at, and it is one or the other: so that "1.525" is never a thousand in one row and one and a half in the next.
/// </summary>
internal static class OwnForm
{
    /// <returns>True where every value is in the portal's form and some is not in the schema's; never where the two are the same.</returns>
    public static bool IsOf(string folder, DatasetDescriptor descriptor, CancellationToken cancel)
    {
        var schema = descriptor.Schema;
        int[] telling = [.. Enumerable.Range(0, schema.Fields.Count).Where(i => HasFormat(schema.Fields[i]))];
        if (telling.Length == 0)
            return false;

        using var source = RowSources.Open(folder, descriptor);
        if (!source.ReadHeader(new ImportReport(descriptor.Id)))
            return false;

        var published = telling.Select(i => new FieldChecker(schema.Fields[i] with { Constraints = FieldConstraints.None }, schema, descriptor.File.Dialect.NullSequence)).ToArray();
        var own = telling.Select(i => new FieldChecker(schema.Fields[i] with { Constraints = FieldConstraints.None }, schema, descriptor.File.Dialect.NullSequence, isOwnForm: true)).ToArray();
        var isOnlyOwn = false;
        Span<byte> scratch = stackalloc byte[64];
        while (source.Read())
        {
            if (source.Row % 10_000 == 0)
                cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < telling.Length && source.Fault is null; i++)
            {
                var cell = source.Cell(telling[i], out var kind);
                if (kind != CellKind.Written)
                    continue;
                if (own[i].Read(cell, kind, scratch, out var value) is { Name: "type" })
                    return false;

                // A list of texts takes any text, so what is a JSON array throughout is taken for one.
                isOnlyOwn |= value.Kind != ValueKind.Null && (schema.Fields[telling[i]].Type == FieldType.List || published[i].Read(cell, kind, scratch, out _) is { Name: "type" });
            }
        }

        return isOnlyOwn;
    }

    private static bool HasFormat(Field field) =>
        field.HasNumberFormat || field.Type == FieldType.List || !ReferenceEquals(field.TrueValues, field.Canonical.TrueValues)
        || (field.Type == FieldType.GeoPoint && field.Format != "array")
        || (field.Format is not null && (field.Type == FieldType.Date || field.Type == FieldType.DateTime || field.Type == FieldType.Time));
}
