using CsCheck;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Cql2;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2PropertyTests
{
    private static readonly string[] TextWords =
    [
        " ", "(", ")", ",", "=", "<>", " AND ", " OR ", " NOT ", " LIKE ", " IN ", " BETWEEN ", " IS ", "NULL", "TRUE", "+", "-", "*", "^", "'", "\"", "\\", "'a'", "1", "1.5e3", ".", "\n", "đ", "\ud800", "\0",
        "name", "area", "open", "geometry", "boundary", "starts_at", "built", "CASEI(", "DATE('2020-01-01')", "INTERVAL(", "'..'", "T_DURING(", "S_WITHIN(", "POINT(1 2)", "POLYGON((", "POLYGON", " EMPTY", "BBOX(1,2,3,4)", "A_EQUALS(", "foo(",
    ];

    private static readonly string[] JsonWords =
    [
        "{", "}", "[", "]", ",", ":", "\"op\":", "\"args\":[", "\"=\"", "\"and\"", "\"in\"", "\"s_within\"", "\"t_after\"", "\"property\":\"area\"", "{\"property\":\"geometry\"}", "{\"property\":\"name\"}", "1", "\"a\"", "\"\\ud800\"", "null", "true",
        "{\"op\":\"=\",\"args\":[", "{\"op\":\"not\",\"args\":[", "]}", "{\"type\":\"Point\",\"coordinates\":", "[1,2]", "{\"type\":\"Polygon\",\"coordinates\":", "{\"bbox\":", "{\"interval\":[", "{\"date\":", "\n", "đ",
    ];

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

    [Theory]
    [InlineData(Cql2Filter.TextLanguage)]
    [InlineData(Cql2Filter.JsonLanguage)]
    public void Any_words_in_any_order_are_a_filter_or_mistakes(string language)
    {
        var words = language == Cql2Filter.TextLanguage ? TextWords : JsonWords;
        Gen.Int[0, words.Length - 1].Array[0, 25].Select(picked => string.Concat(picked.Select(i => words[i]))).Sample(
            text =>
            {
                var filter = Asked.Read(text, out var problems, language);

                Assert.Equal(filter is null, problems.Count > 0);
                Assert.All(problems, problem => Assert.NotNull(problem.At));
                if (filter is not null)
                    Assert.Equal(FilterText.Write(filter), Asked.Canonical(FilterText.Write(filter)));
            },
            iter: 5_000);
    }

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
