using LongAn.OpenData.Text;
using NetTopologySuite.Operation.RelateNG;

namespace LongAn.OpenData.Query.Spatial;

/// <summary>How two shapes can relate (OGC 21-065r2, table 8: the DE-9IM relations of OGC 06-103r4): one row each.</summary>
public sealed record SpatialOperator
{
    private static readonly Dictionary<string, SpatialOperator> ByName = new(StringComparer.Ordinal);
    private readonly string mirror;

    private SpatialOperator(string name, string mirror, bool meets, string vi, string en, Func<TopologyPredicate> asked)
    {
        Name = name;
        this.mirror = mirror;
        Meets = meets;
        Title = new LocalizedText(vi, en);
        FromShape = asked;
        ByName.Add(name, this);
    }

    public string Name { get; }

    /// <summary>In words, as in "the record's place <i>is within</i> the shape".</summary>
    public LocalizedText Title { get; }

    /// <summary>Only shapes that have a point in common relate so, hence only those whose boxes meet.</summary>
    public bool Meets { get; }

    /// <summary>The same relation with its sides changed.</summary>
    public SpatialOperator Mirror => ByName[mirror];

    /// <summary>Asks whether the record's place relates so to the shape, seen from the shape.</summary>
    internal Func<TopologyPredicate> FromShape { get; }

    public static IEnumerable<SpatialOperator> All => ByName.Values;

    public static SpatialOperator? Find(string name) => ByName.GetValueOrDefault(name);

    public static readonly SpatialOperator Intersects = new("S_INTERSECTS", "S_INTERSECTS", true, "có điểm chung với", "has a point in common with", RelatePredicate.Intersects);

    public static readonly SpatialOperator Same = new("S_EQUALS", "S_EQUALS", true, "trùng với", "is the same as", RelatePredicate.EqualsTopologically);

    public static readonly SpatialOperator Disjoint = new("S_DISJOINT", "S_DISJOINT", false, "không có điểm chung với", "has no point in common with", RelatePredicate.Disjoint);

    public static readonly SpatialOperator Touches = new("S_TOUCHES", "S_TOUCHES", true, "chạm biên của", "touches the boundary of", RelatePredicate.Touches);

    public static readonly SpatialOperator Within = new("S_WITHIN", "S_CONTAINS", true, "nằm trong", "is within", RelatePredicate.Contains);

    public static readonly SpatialOperator Overlaps = new("S_OVERLAPS", "S_OVERLAPS", true, "chồng một phần lên", "overlaps a part of", RelatePredicate.Overlaps);

    public static readonly SpatialOperator Crosses = new("S_CROSSES", "S_CROSSES", true, "cắt qua", "crosses", RelatePredicate.Crosses);

    public static readonly SpatialOperator Contains = new("S_CONTAINS", "S_WITHIN", true, "chứa", "contains", RelatePredicate.Within);
}
