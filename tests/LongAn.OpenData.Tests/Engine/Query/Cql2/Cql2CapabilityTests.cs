using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Cql2;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2CapabilityTests
{
    private static readonly DatasetVersion Parks = Asked.Version with
    {
        Schema = new TableSchema(
            [
                new("name_vi", FieldType.String), new("district_code", FieldType.String), new("area_ha", FieldType.Number), new("area_ha_min", FieldType.Number), new("area_ha_max", FieldType.Number),
                new("registered_on", FieldType.Date), new("received_at", FieldType.DateTime), new("lat", FieldType.Number), new("lon", FieldType.Number), new("tags", FieldType.Array),
            ],
            [], [], []),
    };

    [Fact]
    public void Every_example_of_an_operator_is_a_filter_or_refused_by_name() =>
        Assert.All(Cql2Operator.All, row => Assert.Equal(row.IsSupported ? [] : [ProblemCode.FilterUnsupported], Mistakes(row.Example)));

    [Fact]
    public void Every_example_of_a_conformance_class_is_a_filter() =>
        Assert.All(Cql2Capability.All.Where(row => row.Example is not null), row => Assert.Empty(Mistakes(row.Example!)));

    private static List<ProblemCode> Mistakes(string filter)
    {
        var found = new List<ProblemCode>();
        var language = filter.StartsWith('{') ? Cql2Filter.JsonLanguage : Cql2Filter.TextLanguage;
        _ = Cql2Filter.TryRead(filter, language, Parks, "filter", problem => found.Add(problem.Code));
        return found;
    }
}
