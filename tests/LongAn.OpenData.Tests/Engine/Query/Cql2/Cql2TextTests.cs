namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

public sealed class Cql2TextTests
{
    [Theory]
    // Logic binds NOT, then AND, then OR
    [InlineData("area > 1 AND low < 2 OR NOT floors = 3", "(area > 1 AND low < 2) OR NOT (floors = 3)")]
    [InlineData("area > 1 AND (low < 2 OR floors = 3)", "area > 1 AND (low < 2 OR floors = 3)")]
    [InlineData("(area > 1 AND (low < 2)) AND floors = 3", "area > 1 AND low < 2 AND floors = 3")]
    [InlineData("((((area > 1))))", "area > 1")]
    [InlineData("not not open", "NOT (NOT (open = TRUE))")]
    [InlineData("tRuE", "TRUE")]
    // Comparisons, both ways round
    [InlineData("area=1.50", "area = 1.5")]
    [InlineData("1.5e1 >= area", "15 >= area")]
    [InlineData("floors <> -3", "floors <> -3")]
    [InlineData("floors < 5.5", "floors < 5.5")]
    [InlineData("floors = 5.0", "floors = 5")]
    [InlineData("floors = area", "floors = area")]
    [InlineData("since >= 1990", "since >= 1990")]
    [InlineData("opens < '17:30:00'", "opens < '17:30:00'")]
    [InlineData("1 = 2", "1 = 2")]
    [InlineData("area > .5", "area > 0.5")]
    [InlineData("area > +5", "area > 5")]
    // Booleans
    [InlineData("open", "open = TRUE")]
    [InlineData("open = false", "open = FALSE")]
    [InlineData("(area > 1) = TRUE", "area > 1")]
    [InlineData("FALSE = (area > 1)", "NOT (area > 1)")]
    // Names and texts
    [InlineData("\"eo:cover\" < 0.1 AND eo:cover > 0", "\"eo:cover\" < 0.1 AND \"eo:cover\" > 0")]
    [InlineData("đất = 'nhà ở'", "\"đất\" = 'nhà ở'")]
    [InlineData("\"and\" = 1", "\"and\" = 1")]
    [InlineData("name = 'O''Brien' OR name = 'O\\'Brien'", "name = 'O''Brien' OR name = 'O''Brien'")]
    [InlineData("name = E'a\\\\'", "name = E'a\\\\'")]
    [InlineData("name = ''", "name = ''")]
    // LIKE, BETWEEN, IN, NULL
    [InlineData("name LIKE 'a\\%b%'", "name LIKE 'a\\%b%'")]
    [InlineData("name not like 'a_'", "NOT (name LIKE 'a_')")]
    [InlineData("area between 1 and 2 and low = 3", "area BETWEEN 1 AND 2 AND low = 3")]
    [InlineData("area NOT BETWEEN low AND 2 * low", "NOT (area BETWEEN low AND (2 * low))")]
    [InlineData("name IN ('a', 'b')", "name IN ('a', 'b')")]
    [InlineData("floors NOT IN (1, 2.5, area)", "NOT (floors IN (1, 2.5, area))")]
    [InlineData("area IS NULL", "area IS NULL")]
    [InlineData("area IS NOT NULL", "NOT (area IS NULL)")]
    [InlineData("geometry IS NULL", "lon IS NULL OR lat IS NULL")]
    [InlineData("boundary IS NULL", "boundary IS NULL")]
    // Folded text: literals are folded when the filter is read
    [InlineData("CASEI(name) = casei('ĐỨC Hòa')", "CASEI(name) = 'đức hòa'")]
    [InlineData("ACCENTI(name) LIKE ACCENTI('Đức%')", "ACCENTI(name) LIKE 'Duc%'")]
    [InlineData("CASEI(ACCENTI(name)) IN (ACCENTI(CASEI('Đ')))", "ACCENTI(CASEI(name)) IN ('d')")]
    [InlineData("CASEI(CASEI(name)) = 'a'", "CASEI(name) = 'a'")]
    // Arithmetic: ^ binds tighter than * / % div, those tighter than + -; a sign belongs to its number
    [InlineData("area = 1 + 2 * low ^ 2 ^ 3 - floors", "area = ((1 + (2 * (low ^ (2 ^ 3)))) - floors)")]
    [InlineData("area - 1 - 2 > 0", "((area - 1) - 2) > 0")]
    [InlineData("area div 2 % 3 = 0", "((area div 2) % 3) = 0")]
    [InlineData("-area < - -3", "(-1 * area) < 3")]
    [InlineData("area -1 > (low-1)", "(area - 1) > (low - 1)")]
    public void A_filter_has_one_text_for_one_meaning(string filter, string canonical)
    {
        var written = Asked.Canonical(filter);

        Assert.Equal(canonical, written);
        Assert.Equal(canonical, Asked.Canonical(written));
    }

    [Theory]
    [InlineData("built >= DATE('2020-01-31')", "built >= DATE('2020-01-31')")]
    [InlineData("built = '2020-01-31'", "built = DATE('2020-01-31')")]
    [InlineData("starts_at < TIMESTAMP('2020-01-31T17:00:00Z')", "starts_at < TIMESTAMP('2020-02-01T00:00:00+07:00')")]
    // A day and an instant compare as days in Vietnam
    [InlineData("built = TIMESTAMP('2020-01-31T17:00:00Z')", "built = DATE('2020-02-01')")]
    [InlineData("starts_at = DATE('2020-01-31')", "starts_at BETWEEN TIMESTAMP('2020-01-31T00:00:00+07:00') AND TIMESTAMP('2020-01-31T23:59:59.9999999+07:00')")]
    [InlineData("starts_at > DATE('2020-01-31')", "starts_at > TIMESTAMP('2020-01-31T23:59:59.9999999+07:00')")]
    [InlineData("DATE('2020-01-31') > starts_at", "starts_at < TIMESTAMP('2020-01-31T00:00:00+07:00')")]
    [InlineData("starts_at BETWEEN DATE('2020-01-01') AND DATE('2020-01-31')", "starts_at >= TIMESTAMP('2020-01-01T00:00:00+07:00') AND starts_at <= TIMESTAMP('2020-01-31T23:59:59.9999999+07:00')")]
    [InlineData("T_AFTER(built, DATE('2020-01-31'))", "built > DATE('2020-01-31')")]
    [InlineData("T_BEFORE('2020-01-31', built)", "DATE('2020-01-31') < built")]
    [InlineData("T_EQUALS(starts_at, ends_at)", "starts_at = ends_at")]
    [InlineData("T_CONTAINS(INTERVAL(built, closed), INTERVAL('2020-01-01', '2020-02-01'))", "built < DATE('2020-01-01') AND closed > DATE('2020-02-01')")]
    [InlineData("T_DISJOINT(INTERVAL(built, closed), INTERVAL('2020-01-01', '..'))", "NOT (built = built AND closed >= DATE('2020-01-01'))")]
    [InlineData("T_INTERSECTS(built, INTERVAL('..', '2020-01-01'))", "built <= DATE('2020-01-01')")]
    [InlineData("T_DURING(built, INTERVAL('..', '..'))", "built = built")]
    [InlineData("T_FINISHEDBY(INTERVAL(built, closed), INTERVAL('2020-01-01', '2020-02-01'))", "built < DATE('2020-01-01') AND closed = DATE('2020-02-01')")]
    [InlineData("T_METBY(INTERVAL(built, closed), INTERVAL('2020-01-01', '2020-02-01'))", "built = DATE('2020-02-01')")]
    [InlineData("T_OVERLAPS(INTERVAL(built, closed), INTERVAL('2020-01-01', '2020-02-01'))", "built < DATE('2020-01-01') AND closed > DATE('2020-01-01') AND closed < DATE('2020-02-01')")]
    [InlineData("T_STARTS(INTERVAL(built, closed), INTERVAL('2020-01-01', '..'))", "built = DATE('2020-01-01') AND closed = closed")]
    [InlineData("T_MEETS(INTERVAL('2020-01-01', '2020-02-01'), INTERVAL('2020-02-01', '2020-03-01'))", "TRUE")]
    [InlineData("T_DURING(INTERVAL('2020-01-01', '2020-02-01'), INTERVAL('2020-01-01', '..'))", "FALSE")]
    public void Times_become_comparisons(string filter, string canonical)
    {
        var written = Asked.Canonical(filter);

        Assert.Equal(canonical, written);
        Assert.Equal(canonical, Asked.Canonical(written));
    }

    [Theory]
    [InlineData("S_INTERSECTS(geometry, POINT(106.4 10.5))", "S_INTERSECTS(geometry, POINT (106.4 10.5))")]
    [InlineData("s_within(spot, bbox(106, 10, 107, 11))", "S_WITHIN(spot, POLYGON ((106 10, 106 11, 107 11, 107 10, 106 10)))")]
    [InlineData("S_CONTAINS(BBOX(106, 10, 0, 107, 11, 9), boundary)", "S_WITHIN(boundary, POLYGON ((106 10, 106 11, 107 11, 107 10, 106 10)))")]
    [InlineData("S_TOUCHES(LINESTRING Z (0 0 1, 1 1 1), geometry)", "S_TOUCHES(geometry, LINESTRING (0 0, 1 1))")]
    [InlineData("S_DISJOINT(geometry, MULTIPOINT(0 0, 1 1))", "S_DISJOINT(geometry, MULTIPOINT ((0 0), (1 1)))")]
    [InlineData("S_OVERLAPS(boundary, GEOMETRYCOLLECTION(POINT(0 0 5), LINESTRING(0 0, -1.5 1e1)))", "S_OVERLAPS(boundary, GEOMETRYCOLLECTION (POINT (0 0), LINESTRING (0 0, -1.5 10)))")]
    [InlineData("S_CROSSES(geometry, BBOX(170, 0, -170, 1))", "S_CROSSES(geometry, MULTIPOLYGON (((170 0, 170 1, 180 1, 180 0, 170 0)), ((-180 0, -180 1, -170 1, -170 0, -180 0))))")]
    [InlineData("S_EQUALS(POINT(1 2), POINT(1 2))", "TRUE")]
    [InlineData("S_WITHIN(POINT(1 2), BBOX(5, 5, 6, 6))", "FALSE")]
    public void Shapes_are_flat_valid_and_on_the_right(string filter, string canonical)
    {
        var written = Asked.Canonical(filter);

        Assert.Equal(canonical, written);
        Assert.Equal(canonical, Asked.Canonical(written));
    }
}
