using System.Globalization;
using System.Runtime.CompilerServices;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>
/// What is made once of a version and not once a question, since most questions want all of its fields: planning one record took four
/// times as long as reading it. It goes away with the version.
/// </summary>
internal sealed class WholeVersion
{
    private static readonly ConditionalWeakTable<DatasetVersion, WholeVersion> Made = [];

    private WholeVersion(DatasetVersion version)
    {
        Named = new NamedColumns(version, near: null);
        Plan = new RecordsPlan(version) { Columns = Named.All };
        CanonicalColumns = RecordsPlan.CanonicalOf(Named.All);
        Selected = string.Join(", ", version.Schema.Fields.Select(field => RecordsSql.Quote(field.Name)));
        var key = version.Schema.PrimaryKey.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{RecordsSql.Quote(name)} = @p{i}"));
        SelectedByKey = $"SELECT {Selected}, {RecordsSql.Row} FROM {RecordsSql.Table} WHERE {string.Join(" AND ", key)} LIMIT 1";
    }

    public NamedColumns Named { get; }

    /// <summary>Every record and field; plans that begin as copies of it share its columns.</summary>
    public RecordsPlan Plan { get; }

    /// <summary>The columns as they stand in a plan's canonical text.</summary>
    public string CanonicalColumns { get; }

    /// <summary>The columns as a statement selects them.</summary>
    public string Selected { get; }

    /// <summary>The statement that reads one record by its primary key.</summary>
    public string SelectedByKey { get; }

    public static WholeVersion Of(DatasetVersion version) => Made.GetValue(version, static made => new WholeVersion(made));

    /// <summary>The plan's columns are all of its version's fields, and the very list of this.</summary>
    public static bool IsOf(RecordsPlan plan, out WholeVersion whole)
    {
        whole = Of(plan.Version);
        return ReferenceEquals(plan.Columns, whole.Plan.Columns);
    }
}
