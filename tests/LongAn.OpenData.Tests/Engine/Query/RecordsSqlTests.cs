using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>Words become SQL: every value is a parameter, every identifier a quoted field of the dataset.</summary>
public sealed class RecordsSqlTests
{
    private static readonly Dataset Rows = Plans.DatasetOf("""
        {"fields": [{"name": "k"}, {"name": "n", "type": "integer"}, {"name": "say \"hi\"; --"}], "primaryKey": "k"}
        """);

    [Theory]
    [InlineData("k=1", """ "k" = @p0 """, "1")]
    [InlineData("k=1&k=2", """ "k" IN (@p0, @p1) """, "1|2")]
    [InlineData("k__in=1,2,3", """ "k" IN (@p0, @p1, @p2) """, "1|2|3")]
    [InlineData("k__ne=1", """ "k" <> @p0 """, "1")]
    [InlineData("n__lt=1", """ "n" < @p0 """, "1")]
    [InlineData("n__lte=1", """ "n" <= @p0 """, "1")]
    [InlineData("n__gt=1", """ "n" > @p0 """, "1")]
    [InlineData("n__gte=1", """ "n" >= @p0 """, "1")]
    [InlineData("n__between=1,2", """ "n" BETWEEN @p0 AND @p1 """, "1|2")]
    [InlineData("k__contains=Đ", """ fold("k") GLOB @p0 """, "*d*")]
    [InlineData("k__starts_with=Đ", """ fold("k") GLOB @p0 """, "d*")]
    [InlineData("k__ends_with=Đ", """ fold("k") GLOB @p0 """, "*d")]
    [InlineData("k__like=Đ%25", """ fold("k") GLOB @p0 """, "d*")]
    [InlineData("k__is_null=true", """ "k" IS NULL """, "")]
    [InlineData("k__is_null=false", """ NOT ("k" IS NULL) """, "")]
    [InlineData("k__gt=a&n=5&k__is_null=false", """ "k" > @p0 AND "n" = @p1 AND NOT ("k" IS NULL) """, "a|5")]
    [InlineData("say%20%22hi%22%3B%20--=x", " \"say \"\"hi\"\"; --\" = @p0 ", "x")]
    public void A_condition_becomes_a_clause_and_its_values_parameters(string query, string where, string parameters)
    {
        var count = RecordsSql.Count(Plans.Of(Rows, query));
        var select = RecordsSql.Select(Plans.Of(Rows, query));

        Assert.Equal($"SELECT COUNT(*) FROM records WHERE {where.Trim()}", count.Text);
        Assert.Equal($"""SELECT "k", "n", "say ""hi""; --", _row FROM records WHERE {where.Trim()} ORDER BY _row""", select.Text);
        Assert.Equal(parameters, string.Join('|', count.Parameters));
        Assert.Equal(parameters, string.Join('|', select.Parameters));
    }

    [Theory]
    [InlineData("", """SELECT "k", "n", "say ""hi""; --", _row FROM records ORDER BY _row""")]
    [InlineData("fields=n", """SELECT "n", _row FROM records ORDER BY _row""")]
    [InlineData("fields=k&sort=-k", """SELECT "k", _row FROM records ORDER BY _row DESC""")]
    [InlineData("fields=k&sort=n", """SELECT "k", "n", _row FROM records ORDER BY "n" ASC NULLS LAST, _row""")]
    [InlineData("fields=k&sort=-n,k", """SELECT "k", "n", "k", _row FROM records ORDER BY "n" DESC NULLS LAST, "k" ASC NULLS LAST, _row""")]
    [InlineData("fields=k&limit=10", """SELECT "k", _row FROM records ORDER BY _row LIMIT 11""")]
    [InlineData("fields=k&limit=10&offset=20", """SELECT "k", _row FROM records ORDER BY _row LIMIT 11 OFFSET 20""")]
    public void A_plan_becomes_a_statement(string query, string expected)
    {
        Assert.Equal(expected, RecordsSql.Select(Plans.Of(Rows, query), extra: 1).Text);
    }

    [Fact]
    public void One_record_is_read_by_its_key()
    {
        var keyed = Plans.DatasetOf("""{"fields": [{"name": "a"}, {"name": "b", "type": "integer"}, {"name": "c"}], "primaryKey": ["a", "b"]}""");
        Assert.True(RecordsPlanner.TryPlanRecord(new RecordsRequest([]), ["x", "7"], keyed, out var plan, out _));

        var sql = RecordsSql.SelectByKey(plan);

        Assert.Equal("""SELECT "a", "b", "c", _row FROM records WHERE "a" = @p0 AND "b" = @p1 LIMIT 1""", sql?.Text);
        Assert.Equal(["x", 7L], sql!.Parameters);
    }

    [Theory]
    [InlineData("k=1&limit=1", true)]
    [InlineData("k=1&limit=2", false)]
    [InlineData("k=1&limit=1&offset=1", false)]
    [InlineData("k=1&limit=1&fields=k", false)]
    [InlineData("k=1&limit=1&sort=n", false)]
    [InlineData("k=1&limit=1&distinct=true&exclude=n", false)]
    [InlineData("k=1&n=2&limit=1", false)]
    [InlineData("k=1&k=2&limit=1", false)]
    [InlineData("k__gte=1&limit=1", false)]
    [InlineData("k__is_null=true&limit=1", false)]
    [InlineData("n=1&limit=1", false)]
    [InlineData("limit=1", false)]
    public void Only_a_question_for_one_whole_record_by_its_key_is_read_so(string query, bool isByKey)
    {
        Assert.Equal(isByKey, RecordsSql.SelectByKey(Plans.Of(Rows, query)) is not null);
    }

    [Fact]
    public void The_page_after_a_position_is_cut_into_stretches_of_an_index()
    {
        var plan = Plans.Of(Rows, "fields=k&sort=-n&limit=2&k__ne=z");
        plan = plan with { After = PageCursor.After(plan, [5L, 7L]) };

        var sql = RecordsSql.Select(plan, extra: 1);

        Assert.Equal("""
            SELECT * FROM (SELECT "k", "n", _row FROM records WHERE "k" <> @p0 AND "n" = @p1 AND _row > @p2 ORDER BY _row LIMIT 3)
            UNION ALL
            SELECT * FROM (SELECT "k", "n", _row FROM records WHERE "k" <> @p0 AND "n" < @p1 ORDER BY "n" DESC NULLS LAST, _row LIMIT 3)
            UNION ALL
            SELECT * FROM (SELECT "k", "n", _row FROM records WHERE "k" <> @p0 AND "n" IS NULL ORDER BY _row LIMIT 3) LIMIT 3
            """, sql.Text, ignoreLineEndingDifferences: true);
        Assert.Equal(["z", 5L, 7L], sql.Parameters);
    }

    [Fact]
    public void A_page_before_a_position_begins_one_past_a_page_of_the_order_turned_round()
    {
        var plan = Plans.Of(Rows, "fields=k&sort=n&limit=2");
        var valued = plan with { Columns = [], Before = PageCursor.Before(plan, [5L, 7L]) };
        var nullish = plan with { Columns = [], Before = PageCursor.Before(plan, [null, 7L]) };

        Assert.Equal("""
            SELECT * FROM (SELECT "n", _row FROM records WHERE "n" = @p0 AND _row < @p1 ORDER BY _row DESC LIMIT 3)
            UNION ALL
            SELECT * FROM (SELECT "n", _row FROM records WHERE "n" < @p0 ORDER BY "n" DESC NULLS FIRST, _row DESC LIMIT 3) LIMIT 1 OFFSET 2
            """, RecordsSql.SelectStart(valued).Text, ignoreLineEndingDifferences: true);
        Assert.Equal("""
            SELECT * FROM (SELECT "n", _row FROM records WHERE "n" IS NULL AND _row < @p0 ORDER BY _row DESC LIMIT 3)
            UNION ALL
            SELECT * FROM (SELECT "n", _row FROM records WHERE "n" IS NOT NULL ORDER BY "n" DESC NULLS FIRST, _row DESC LIMIT 3) LIMIT 1 OFFSET 2
            """, RecordsSql.SelectStart(nullish).Text, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Behind_a_null_there_is_only_what_ties_with_it()
    {
        var plan = Plans.Of(Rows, "fields=k&sort=n&limit=2");
        plan = plan with { After = PageCursor.After(plan, [null, 7L]) };

        var sql = RecordsSql.Select(plan);

        Assert.Equal("""SELECT "k", "n", _row FROM records WHERE "n" IS NULL AND _row > @p0 ORDER BY _row LIMIT 2""", sql.Text);
    }
}
