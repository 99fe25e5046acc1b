using System.Buffers.Text;
using System.Text;
using CsCheck;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

public sealed class PageCursorTests
{
    private static readonly Dataset Rows = Plans.DatasetOf("""
        {"fields": [{"name": "k"}, {"name": "n", "type": "integer"}, {"name": "r", "type": "number"}], "primaryKey": "k"}
        """, versions: 2);

    private static readonly Gen<object?> Value = Gen.OneOf(
        Gen.Const((object?)null),
        Gen.Long.Select(whole => (object?)whole),
        Gen.Double.Where(double.IsFinite).Select(real => (object?)real),
        Gen.String.Where(IsWellFormed).Select(text => (object?)text));

    [Fact]
    public void What_is_written_is_read_again()
    {
        Gen.Select(Gen.Int, Gen.String.Where(IsWellFormed), Value.List[0, 5], Gen.Long, Gen.Bool).Sample((version, order, values, row, isBackward) =>
        {
            var read = PageCursor.TryParse(new PageCursor(version, order, values, row) { IsBackward = isBackward }.ToString());

            return read is not null && read.Version == version && read.Order == order && read.Row == row && read.IsBackward == isBackward && read.Values.Zip(values).All(pair => Same(pair.First, pair.Second)) && read.Values.Count == values.Count;
        }, iter: 2_000);
    }

    [Fact]
    public void A_cursor_needs_no_escaping_in_an_address()
    {
        var cursor = new PageCursor(1, "Đức Hòa /?&=+", ["~`!@#$%^&*()_+{}|:\"<>?", null, 0.1], 5).ToString();

        Assert.Equal(cursor, Uri.EscapeDataString(cursor));
    }

    [Fact]
    public void No_forged_text_is_more_than_refused()
    {
        Gen.String.Sample(text => PageCursor.TryParse(text), iter: 2_000);
        Gen.Byte.Array[0, 60].Sample(bytes => PageCursor.TryParse(Base64Url.EncodeToString(bytes)), iter: 2_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1,\"a\",false]")]
    [InlineData("[\"1\",\"a\",false,1]")]
    [InlineData("[1,2,false,3]")]
    [InlineData("[1.5,\"a\",false,1]")]
    [InlineData("[1,null,false,1]")]
    [InlineData("[null,\"a\",false,1]")]
    [InlineData("[1,\"a\",false,1,[]]")]
    [InlineData("[1,\"a\",false,1,{\"a\":1,\"a\":2}]")]
    [InlineData("[1,\"a\",false,1,true]")]
    [InlineData("[1,\"a\",0,1]")]
    [InlineData("[1,\"a\",false,1,\"\\ud800\"]")]
    [InlineData("[1,\"a\",false,99999999999999999999]")]
    [InlineData("[99999999999,\"a\",false,1]")]
    public void What_is_no_cursor_is_none(string json)
    {
        Assert.Null(PageCursor.TryParse(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))));
    }

    [Theory]
    [InlineData("sort=n", "")]
    [InlineData("sort=n", "sort=n&k=1")]
    [InlineData("sort=n", "sort=-n")]
    [InlineData("sort=n", "sort=n,r")]
    [InlineData("sort=n&k=1", "sort=n&k=2")]
    [InlineData("sort=n&k=1", "sort=n")]
    [InlineData("sort=n", "sort=n&version=1")]
    [InlineData("sort=-k", "")]
    public void A_cursor_of_another_query_is_refused(string from, string to)
    {
        var plan = Plans.Of(Rows, from + "&limit=5");
        var cursor = PageCursor.After(plan, [.. plan.Sort.Select(_ => (object?)1L), 7L]);

        var problems = Plans.Problems(Rows, $"{to}&cursor={cursor}");

        Assert.Equal(ProblemCode.CursorOfAnotherQuery, Assert.Single(problems).Code);
    }

    [Theory]
    [InlineData("sort=n")]
    [InlineData("sort=n&limit=500")]
    [InlineData("sort=n&fields=r")]
    [InlineData("sort=n&count=exact&lang=en")]
    public void A_cursor_goes_on_with_another_page_size_or_other_fields(string to)
    {
        var cursor = PageCursor.After(Plans.Of(Rows, "sort=n&limit=5"), [1L, 7L]);

        Assert.NotNull(Plans.Of(Rows, $"{to}&cursor={cursor}").After);
    }

    [Fact]
    public void A_walk_stays_with_the_version_it_began_in()
    {
        var cursor = PageCursor.After(Plans.Of(Rows, "version=1&limit=5"), [7L]);

        Assert.Equal(1, Plans.Of(Rows, $"cursor={cursor}").Version.Number);
    }

    [Theory]
    [InlineData("sort=n", "text")]
    [InlineData("sort=n", 1.5)]
    [InlineData("sort=r", "text")]
    [InlineData("sort=k,n", 1L)]
    public void A_forged_cursor_with_values_of_another_type_is_refused(string query, object value)
    {
        var plan = Plans.Of(Rows, query + "&limit=5");
        var forged = new PageCursor(2, plan.OrderDigest, [.. plan.Sort.Select(_ => value)], 1);

        var problems = Plans.Problems(Rows, $"{query}&cursor={forged}");

        Assert.Equal(ProblemCode.CursorOfAnotherQuery, Assert.Single(problems).Code);
    }

    [Fact]
    public void A_cursor_of_a_version_that_is_not_there_is_refused()
    {
        var plan = Plans.Of(Rows, "limit=5");

        Assert.Equal(ProblemCode.UnknownVersion, Assert.Single(Plans.Problems(Rows, $"cursor={new PageCursor(9, plan.OrderDigest, [], 1)}")).Code);
        Assert.Equal(ProblemCode.UnknownVersion, Assert.Single(Plans.Problems(Rows, $"cursor={new PageCursor(-1, plan.OrderDigest, [], 1)}")).Code);
    }

    [Fact]
    public void A_cursor_and_an_offset_do_not_go_together()
    {
        var cursor = PageCursor.After(Plans.Of(Rows, "limit=5"), [7L]);

        Assert.Equal("offset", Assert.Single(Plans.Problems(Rows, $"offset=5&cursor={cursor}")).Parameter);
    }

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    /// <summary>A whole real comes back as a whole number: they are one value.</summary>
    private static bool Same(object? read, object? written) =>
        Equals(read, written) || (read is long whole && written is double real && whole == real);
}
