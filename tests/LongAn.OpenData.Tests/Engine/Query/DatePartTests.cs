using System.Text;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Tests.Engine.Query;

public sealed class DatePartTests
{
    [Theory]
    [InlineData("year", "2022-05-31", "2022")]
    [InlineData("quarter", "2022-03-31", "2022-Q1")]
    [InlineData("quarter", "2022-04-01T00:00:00+07:00", "2022-Q2")]
    [InlineData("quarter", "2022-12", "2022-Q4")]
    [InlineData("month", "2022-05-31T23:59:59.5+07:00", "2022-05")]
    [InlineData("day", "2022-05-31T23:59:59+07:00", "2022-05-31")]
    public void A_time_is_in_a_period(string part, string time, string period)
    {
        var cut = new byte[DatePart.Find(part)!.Length];

        DatePart.Find(part)!.Cut(Encoding.UTF8.GetBytes(time), cut);

        Assert.Equal(period, Encoding.UTF8.GetString(cut));
    }

    [Theory]
    [InlineData("year", "2020-12-31", "2022-01-01", "2020,2021,2022")]
    [InlineData("year", "9999-01-01", "9999-12-31", "9999")]
    [InlineData("quarter", "2021-11-15", "2022-05-01", "2021-Q4,2022-Q1,2022-Q2")]
    [InlineData("month", "2021-12", "2022-02", "2021-12,2022-01,2022-02")]
    [InlineData("day", "2024-02-28T08:00:00+07:00", "2024-03-01T07:00:00+07:00", "2024-02-28,2024-02-29,2024-03-01")]
    public void Periods_have_no_gaps(string part, string least, string greatest, string periods) =>
        Assert.Equal(periods, string.Join(',', DatePart.Find(part)!.Periods(least, greatest, 1_000)));

    [Fact]
    public void Too_many_periods_are_given_up() => Assert.Equal(11, DatePart.Day.Periods("0001-01-01", "9999-12-31", 10).Count);
}
