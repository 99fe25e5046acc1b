using CsCheck;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2PropertyTests
{
    [Fact]
    public void A_tree_written_as_text_reads_as_the_same_tree() => FilterGen.Filter.Sample(
        tree =>
        {
            var text = FilterText.Write(tree);
            var again = Asked.Read(text);

            Assert.Equal(text, FilterText.Write(again));
            Assert.Equal(Asked.Sql(tree).Text, Asked.Sql(again).Text);
            Assert.Equal(Asked.Sql(tree).Parameters, Asked.Sql(again).Parameters);
        },
        iter: 5_000, print: FilterText.Write);

    [Fact]
    public void The_sql_finds_what_the_filter_means()
    {
        var all = Gen.Select(FilterGen.Record.Array[1, 40], FilterGen.Filter.Array[25]);
        all.Sample(
            asked =>
            {
                var (records, filters) = asked;
                using var stored = new MemoryRecords(records);
                foreach (var filter in filters)
                {
                    var meant = Enumerable.Range(0, records.Length).Where(row => NaiveFilter.Holds(filter, records[row]) == true);
                    Assert.True(meant.SequenceEqual(stored.Matching(filter)), FilterText.Write(filter));
                }
            },
            iter: 100, print: asked => string.Join('\n', asked.Item2.Select(FilterText.Write)));
    }
}
