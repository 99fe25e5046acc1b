using BenchmarkDotNet.Attributes;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Benchmarks.Micro;

/// <summary>Words to a checked plan, and to its SQL.</summary>
public class PlannerBenchmarks : IDisposable
{
    private static readonly RecordsRequest Fields = Enterprises.Request("district_code=802&charter_capital_vnd__gte=1000000000&sort=-charter_capital_vnd&fields=tax_code,name,charter_capital_vnd&limit=100");
    private static readonly RecordsRequest Cql2 = Enterprises.Request("filter=district_code IN ('802','803') AND (charter_capital_vnd > 1000000000 OR name LIKE 'CÔNG TY%') AND NOT employees < 10");
    private Enterprises enterprises = null!;
    private RecordsPlan plan = null!;

    [GlobalSetup]
    public void Import()
    {
        enterprises = new Enterprises();
        plan = Plan(Fields);
        _ = Plan(Cql2);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        enterprises.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public RecordsPlan PlanFields() => Plan(Fields);

    [Benchmark]
    public RecordsPlan PlanCql2() => Plan(Cql2);

    [Benchmark]
    public SqlStatement WriteSql() => RecordsSql.Select(plan, extra: 1, AccessPath.Plain);

    private RecordsPlan Plan(RecordsRequest request) =>
        RecordsPlanner.TryPlan(request, enterprises.Dataset, out var found, out var problems) ? found : throw new InvalidOperationException(problems[0].Message.En);
}
