using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

public sealed class PlannerTests
{
    private static readonly Dataset Places = Plans.DatasetOf("""
        {"fields": [
          {"name": "code"}, {"name": "name"}, {"name": "district_code"}, {"name": "population", "type": "integer"}, {"name": "area", "type": "number"},
          {"name": "founded", "type": "date"}, {"name": "seen", "type": "datetime"}, {"name": "urban", "type": "boolean"}, {"name": "tags", "type": "list"},
          {"name": "limit", "type": "integer"}, {"name": "a__b"}
        ], "primaryKey": "code"}
        """, versions: 2);

    private static readonly Dataset Located = Plans.DatasetOf(
        """{"fields": [{"name": "code"}, {"name": "name", "portal": {"search": true}}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}], "primaryKey": "code"}""",
        versions: 2, location: new Location("lat", "lon", null));

    private static readonly Dataset Pointed = Plans.DatasetOf(
        """{"fields": [{"name": "code"}, {"name": "spot", "type": "geopoint"}, {"name": "distance_m"}], "primaryKey": "code"}""", location: new Location(null, null, "spot"));

    private static readonly Dataset Keyed = Plans.DatasetOf("""{"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "primaryKey": ["a", "b"]}""");

    /// <summary>What a plan says, in a line: the fields only where some were chosen.</summary>
    [Theory]
    [InlineData("", "limit 100")]
    [InlineData("code=01", "code = '01'; limit 100")]
    [InlineData("code__eq=01", "code = '01'; limit 100")]
    [InlineData("code=01&code=1", "code IN ('01', '1'); limit 100")]
    [InlineData("code=", "code = ''; limit 100")]
    [InlineData("code=a,b", "code = 'a,b'; limit 100")]
    [InlineData("code__in=a,b", "code IN ('a', 'b'); limit 100")]
    [InlineData("code__in=", "code IN (''); limit 100")]
    [InlineData("code__ne=01&population__gte=5", "code <> '01'; population >= 5; limit 100")]
    [InlineData("population__between=1,9223372036854775807", "population BETWEEN 1 AND 9223372036854775807; limit 100")]
    [InlineData("population=007", "population = 7; limit 100")]
    [InlineData("area__lt=1e3", "area < 1000; limit 100")]
    [InlineData("founded__gt=1899-12-31", "founded > DATE('1899-12-31'); limit 100")]
    [InlineData("seen__lte=2022-05-01T01:30:00Z", "seen <= TIMESTAMP('2022-05-01T08:30:00+07:00'); limit 100")]
    [InlineData("urban=true", "urban = TRUE; limit 100")]
    [InlineData("urban__is_null=false", "NOT (urban IS NULL); limit 100")]
    [InlineData("tags__is_null=true", "tags IS NULL; limit 100")]
    [InlineData("tags=%5B%22a%22%5D", "tags = '[\"a\"]'; limit 100")]
    [InlineData("name__contains=ĐỨC%20Hoà", "ACCENTI(CASEI(name)) LIKE '%duc hoa%'; limit 100")]
    [InlineData("name__starts_with=Bến&name__ends_with=Lức", "ACCENTI(CASEI(name)) LIKE 'ben%'; ACCENTI(CASEI(name)) LIKE '%luc'; limit 100")]
    [InlineData("name__like=T%25n%20_n", "ACCENTI(CASEI(name)) LIKE 't%n _n'; limit 100")]
    [InlineData("a__b=1", "a__b = '1'; limit 100")] // a field's own name wins over an operator
    [InlineData("a__b__ne=1", "a__b <> '1'; limit 100")]
    [InlineData("limit__eq=5", "limit = 5; limit 100")] // a field that is named as a parameter
    [InlineData("limit=5", "limit 5")]
    [InlineData("limit=1000&offset=10000", "limit 1000; offset 10000")]
    [InlineData("count=exact", "limit 100; count")]
    [InlineData("count=none", "limit 100")]
    [InlineData("sort=name", "sort name; limit 100")]
    [InlineData("sort=-population,%2Bname", "sort -population name; limit 100")]
    [InlineData("sort=-population,%20name", "sort -population name; limit 100")]
    [InlineData("sort=urban", "sort urban; limit 100")]
    [InlineData("sort=code", "limit 100")] // the order it has anyway
    [InlineData("sort=-code", "rows descending; limit 100")]
    [InlineData("sort=code,name", "sort code name; limit 100")]
    [InlineData("sort=", "limit 100")]
    [InlineData("fields=name,code", "fields name code; limit 100")]
    [InlineData("exclude=name,code,tags,limit,a__b,seen,urban", "fields district_code population area founded; limit 100")]
    [InlineData("version=1", "version 1; limit 100")]
    [InlineData("lang=en&format=csv", "limit 100")]
    public void Words_become_a_plan(string query, string expected)
    {
        Assert.True(RecordsPlanner.TryPlan(Plans.Request(query), Places, out var plan, out var problems), string.Join('\n', problems.Select(problem => problem.Message.En)));

        Assert.Equal(expected, Show(plan));
    }

    [Theory]
    [InlineData("bbox=106.3,10.4,106.7,10.9", "S_INTERSECTS(geometry, POLYGON ((106.3 10.4, 106.3 10.9, 106.7 10.9, 106.7 10.4, 106.3 10.4))); limit 100")]
    [InlineData("bbox=170,-1,-170,1", "S_INTERSECTS(geometry, MULTIPOLYGON (((170 -1, 170 1, 180 1, 180 -1, 170 -1)), ((-180 -1, -180 1, -170 1, -170 -1, -180 -1)))); limit 100")]
    [InlineData("bbox=106.3,10.4,106.3,10.4", "S_INTERSECTS(geometry, POINT (106.3 10.4)); limit 100")]
    [InlineData("bbox=-180,-90,180,90&code=1", "code = '1'; S_INTERSECTS(geometry, POLYGON ((-180 -90, -180 90, 180 90, 180 -90, -180 -90))); limit 100")]
    [InlineData("near=10.5,106.4,1000", "DISTANCE(geometry, POINT (106.4 10.5)) <= 1000; sort DISTANCE(geometry, POINT (106.4 10.5)); fields code name lat lon distance_m; limit 100")]
    [InlineData("near=10.5,%20106.4,1e3&sort=-distance_m,name", "DISTANCE(geometry, POINT (106.4 10.5)) <= 1000; sort -DISTANCE(geometry, POINT (106.4 10.5)) name; fields code name lat lon distance_m; limit 100")]
    [InlineData("near=-90,180,0.001&sort=name", "DISTANCE(geometry, POINT (180 -90)) <= 0.001; sort name; fields code name lat lon distance_m; limit 100")]
    [InlineData("near=0,0,1000000&sort=", "DISTANCE(geometry, POINT (0 0)) <= 1000000; fields code name lat lon distance_m; limit 100")]
    [InlineData("near=0,0,5&fields=name", "DISTANCE(geometry, POINT (0 0)) <= 5; sort DISTANCE(geometry, POINT (0 0)); fields name; limit 100")]
    [InlineData("near=0,0,5&fields=distance_m,name", "DISTANCE(geometry, POINT (0 0)) <= 5; sort DISTANCE(geometry, POINT (0 0)); fields distance_m name; limit 100")]
    [InlineData("near=0,0,5&exclude=distance_m", "DISTANCE(geometry, POINT (0 0)) <= 5; sort DISTANCE(geometry, POINT (0 0)); limit 100")]
    [InlineData("near=0,0,5&q=a", "DISTANCE(geometry, POINT (0 0)) <= 5; WORDS('\"_a\"'); sort DISTANCE(geometry, POINT (0 0)); fields code name lat lon distance_m; limit 100")]
    public void Places_are_asked_for_by_box_and_by_distance(string query, string expected)
    {
        Assert.True(RecordsPlanner.TryPlan(Plans.Request(query), Located, out var plan, out var problems), string.Join('\n', problems.Select(problem => problem.Message.En)));

        Assert.Equal(expected, Show(plan));
    }

    [Fact]
    public void A_distance_is_never_called_as_a_field_is()
    {
        var plan = Plans.Of(Pointed, "near=10.5,106.4,1000&sort=-near_distance_m,distance_m");

        Assert.Equal("DISTANCE(spot, POINT (106.4 10.5)) <= 1000; sort -DISTANCE(spot, POINT (106.4 10.5)) distance_m; fields code spot distance_m near_distance_m", Show(plan));
    }

    [Theory]
    [InlineData("bbox=1,2,3", "invalid-value bbox")]
    [InlineData("bbox=", "invalid-value bbox")]
    [InlineData("bbox=1,2,3,4,5,6", "invalid-value bbox")]
    [InlineData("bbox=1,2,3,x", "invalid-value bbox")]
    [InlineData("bbox=1,,3,4", "invalid-value bbox")]
    [InlineData("bbox=1,2,3,NaN", "invalid-value bbox")]
    [InlineData("bbox=-1e999,2,3,4", "invalid-value bbox")]
    [InlineData("bbox=-180.1,2,3,90.5", "invalid-value bbox; invalid-value bbox")]
    [InlineData("bbox=1,4,3,2", "invalid-value bbox")]
    [InlineData("bbox=10.4,106.3,10.9,106.7", "invalid-value bbox → 106.3,10.4,106.7,10.9; invalid-value bbox → 106.3,10.4,106.7,10.9")]
    [InlineData("bbox=1,2,3,4&bbox=1,2,3,4", "repeated-parameter bbox")]
    [InlineData("near=10.5,106.4", "invalid-value near")]
    [InlineData("near=10.5,106.4,0", "invalid-value near")]
    [InlineData("near=10.5,106.4,-5", "invalid-value near")]
    [InlineData("near=10.5,106.4,5%20km", "invalid-value near")]
    [InlineData("near=10.5,106.4,1000001", "over-limit near ≤ 1000000")]
    [InlineData("near=10.5,106.4,1e999", "invalid-value near")]
    [InlineData("near=106.4,10.5,500", "invalid-value near → 10.5,106.4,500")]
    [InlineData("near=91,181,5000000", "invalid-value near; invalid-value near; over-limit near ≤ 1000000")]
    [InlineData("near=91,0,5&sort=distance_m", "invalid-value near → 0,91,5")]
    [InlineData("sort=distance_m", "unknown-field sort → near")]
    [InlineData("fields=code,distance_m", "unknown-field fields → near")]
    [InlineData("near=0,0,5&sort=distance", "unknown-field sort")]
    [InlineData("near=0,0,5&sort=distance_m,-distance_m", "invalid-value sort")]
    [InlineData("near=0,0,5&distance_m__lt=3", "unknown-field distance_m__lt")]
    [InlineData("bbox=1,2,3&near=1,2&limit=0", "invalid-value near; invalid-value bbox; invalid-value limit")]
    public void A_mistake_in_a_place_is_told(string query, string expected)
    {
        var problems = Plans.Problems(Located, query);

        Assert.Equal(expected, string.Join("; ", problems.Select(Show)));
        Assert.All(problems, problem => Assert.NotEqual(problem.Message.En, problem.Message.Vi));
    }

    [Theory]
    [InlineData("bbox=1,2,3,4", "invalid-value bbox")]
    [InlineData("near=1,2,3&sort=distance_m", "invalid-value near; unknown-field sort")]
    public void A_dataset_without_a_location_has_no_places(string query, string expected)
    {
        Assert.Equal(expected, string.Join("; ", Plans.Problems(Places, query).Select(Show)));
    }

    [Theory]
    [InlineData("near=1,2,3")]
    [InlineData("bbox=1,2,3,4")]
    [InlineData("q=a")]
    [InlineData("filter=code='1'")]
    [InlineData("sort=name")]
    public void A_record_that_is_named_by_its_key_is_not_selected_otherwise(string query)
    {
        Assert.False(RecordsPlanner.TryPlanRecord(Plans.Request(query), ["x"], Located, out _, out var problems));
        Assert.Contains(ProblemCode.UnknownParameter, problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("sort=a", "limit 100")]
    [InlineData("sort=a,b", "limit 100")]
    [InlineData("sort=-a,-b", "rows descending; limit 100")]
    [InlineData("sort=-a", "sort -a; limit 100")]
    [InlineData("sort=-a,b", "sort -a b; limit 100")]
    [InlineData("sort=b", "sort b; limit 100")]
    public void Only_the_whole_key_turned_round_is_the_rows_turned_round(string query, string expected)
    {
        Assert.Equal(expected, Show(Plans.Of(Keyed, query + "&limit=100")));
    }

    /// <summary>code parameter → suggestion.</summary>
    [Theory]
    [InlineData("colour=red", "unknown-parameter colour")]
    [InlineData("distric_code=1", "unknown-parameter distric_code → district_code")]
    [InlineData("Name=x", "unknown-parameter Name → name")]
    [InlineData("limt=5", "unknown-parameter limt → limit")]
    [InlineData("sortby=name", "unknown-parameter sortby → sort")]
    [InlineData("=5", "unknown-parameter ")]
    [InlineData("__eq=5", "unknown-parameter __eq")]
    [InlineData("distric_code__in=1,2", "unknown-field distric_code__in → district_code__in")]
    [InlineData("population__gtee=5", "unknown-operator population__gtee → population__gte")]
    [InlineData("population__contains=5", "operator-not-for-type population__contains")]
    [InlineData("tags__gt=5", "operator-not-for-type tags__gt")]
    [InlineData("urban__lt=true", "operator-not-for-type urban__lt")]
    [InlineData("founded__like=2022%25", "operator-not-for-type founded__like")]
    [InlineData("population=many", "invalid-value population")]
    [InlineData("population=9223372036854775808", "invalid-value population")]
    [InlineData("population=1.000", "invalid-value population")]
    [InlineData("population__in=1,,2", "invalid-value population__in")]
    [InlineData("population__in=1,x,y", "invalid-value population__in; invalid-value population__in")]
    [InlineData("population__between=1", "invalid-value population__between")]
    [InlineData("population__between=1,2,3", "invalid-value population__between")]
    [InlineData("area=NaN", "invalid-value area")]
    [InlineData("founded=01/02/2022", "invalid-value founded")]
    [InlineData("founded=2022-02-30", "invalid-value founded")]
    [InlineData("urban=yes", "invalid-value urban")]
    [InlineData("urban__is_null=1", "invalid-value urban__is_null")]
    [InlineData("code=a%00b", "invalid-value code")]
    [InlineData("code__ne=a&code__ne=b", "repeated-parameter code__ne")]
    [InlineData("limit=5&limit=6", "repeated-parameter limit")]
    [InlineData("limit=0", "invalid-value limit")]
    [InlineData("limit=-1", "invalid-value limit")]
    [InlineData("limit=ten", "invalid-value limit")]
    [InlineData("limit=1.5", "invalid-value limit")]
    [InlineData("limit=", "invalid-value limit")]
    [InlineData("limit=99999999999999999999", "over-limit limit ≤ 1000")]
    [InlineData("limit=1001", "over-limit limit ≤ 1000")]
    [InlineData("offset=10001", "over-limit offset → cursor ≤ 10000")]
    [InlineData("offset=-1", "invalid-value offset")]
    [InlineData("count=exakt", "invalid-value count → exact")]
    [InlineData("lang=fr", "invalid-value lang")]
    [InlineData("sort=-nmae", "unknown-field sort → name")]
    [InlineData("sort=tags", "operator-not-for-type sort")]
    [InlineData("sort=name,-name", "invalid-value sort")]
    [InlineData("sort=name,", "unknown-field sort")]
    [InlineData("fields=nmae,colour", "unknown-field fields → name; unknown-field fields")]
    [InlineData("fields=", "invalid-value fields")]
    [InlineData("fields=name,name", "invalid-value fields")]
    [InlineData("fields=name&exclude=code", "invalid-value exclude")]
    [InlineData("exclude=code,name,district_code,population,area,founded,seen,urban,tags,limit,a__b", "invalid-value exclude")]
    [InlineData("version=3", "unknown-version version ≤ 2")]
    [InlineData("version=0", "invalid-value version")]
    [InlineData("cursor=nonsense", "invalid-cursor cursor")]
    [InlineData("cursor=", "invalid-cursor cursor")]
    [InlineData("name__like=%25a%25a%25a%25a%25a%25a%25a%25a%25a%25a%25", "over-limit name__like ≤ 10")]
    public void A_mistake_is_told_with_its_parameter_and_what_was_probably_meant(string query, string expected)
    {
        var problems = Plans.Problems(Places, query);

        Assert.Equal(expected, string.Join("; ", problems.Select(Show)));
    }

    [Theory]
    [InlineData("limit=5", "unknown-parameter limit")]
    [InlineData("cursor=x", "unknown-parameter cursor")]
    [InlineData("offset=5", "unknown-parameter offset")]
    [InlineData("count=exact", "unknown-parameter count")]
    public void An_export_has_no_pages(string query, string expected)
    {
        var problems = Plans.Problems(Keyed, query, isExport: true);

        Assert.Equal(expected, string.Join("; ", problems.Select(Show)));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_in_both_languages()
    {
        var problems = Plans.Problems(Places, "limt=5&population__gtee=1&founded=hôm%20nay&sort=colour&fields=x&limit=5000&lang=fr&version=9&cursor=%25");

        Assert.Equal(
            ["invalid-cursor cursor", "invalid-value founded", "invalid-value lang", "over-limit limit", "unknown-field fields", "unknown-field sort", "unknown-operator population__gtee", "unknown-parameter limt", "unknown-version version"],
            problems.Select(problem => $"{problem.Code.Name} {problem.Parameter}").Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.False(string.IsNullOrEmpty(problem.Message.En) || problem.Message.En == problem.Message.Vi));
    }

    [Fact]
    public void More_conditions_than_anybody_writes_are_refused()
    {
        var schema = $$"""{"fields": [{{string.Join(", ", Enumerable.Range(0, 101).Select(i => $$"""{"name": "f{{i}}"}"""))}}]}""";

        var problems = Plans.Problems(Plans.DatasetOf(schema), string.Join('&', Enumerable.Range(0, 101).Select(i => $"f{i}=1")));

        Assert.Equal("over-limit  ≤ 100", string.Join("; ", problems.Select(Show)));
    }

    [Fact]
    public void More_sort_fields_than_anybody_sorts_by_are_refused()
    {
        var schema = $$"""{"fields": [{{string.Join(", ", Enumerable.Range(0, 300).Select(i => $$"""{"name": "f{{i}}"}"""))}}]}""";

        var problems = Plans.Problems(Plans.DatasetOf(schema), "sort=" + string.Join(',', Enumerable.Range(0, 300).Select(i => $"f{i}")));

        Assert.Equal("over-limit sort ≤ 32", string.Join("; ", problems.Select(Show)));
    }

    [Fact]
    public void A_record_is_planned_by_its_whole_key()
    {
        Assert.True(RecordsPlanner.TryPlanRecord(new RecordsRequest([]), ["x", "y"], Keyed, out var plan, out _));
        Assert.Equal("a = 'x'; b = 'y'; limit 1", Show(plan));

        Assert.False(RecordsPlanner.TryPlanRecord(new RecordsRequest([]), ["x"], Keyed, out _, out var problems));
        Assert.Equal("unknown-record", Assert.Single(problems).Code.Name);
    }

    [Fact]
    public void A_record_without_a_key_or_with_one_of_another_type_is_not_found()
    {
        var numbered = Plans.DatasetOf("""{"fields": [{"name": "n", "type": "integer"}], "primaryKey": "n"}""");
        var keyless = Plans.DatasetOf("""{"fields": [{"name": "n"}]}""");

        Assert.False(RecordsPlanner.TryPlanRecord(new RecordsRequest([]), ["one"], numbered, out _, out var wrongType));
        Assert.False(RecordsPlanner.TryPlanRecord(new RecordsRequest([]), [], keyless, out _, out var noKey));

        Assert.Equal(ProblemCode.UnknownRecord, Assert.Single(wrongType).Code);
        Assert.Equal(ProblemCode.UnknownRecord, Assert.Single(noKey).Code);
    }

    [Fact]
    public void Requests_that_mean_another_answer_have_another_digest()
    {
        string[] queries =
        [
            "", "code=1", "code=2", "code__ne=1", "name=1", "code=1&code=2", "code__in=1,3", "code=1,2", "sort=name", "sort=-name", "sort=-code", "sort=name,area", "limit=5",
            "limit=6", "offset=5", "count=exact", "fields=code", "fields=name", "fields=code,name", "fields=name,code", "version=1", "population=1", "area=1", "name=a%2C1%3Ab", "name=a&area=1",
        ];
        var digests = queries.Select(query => Plans.Of(Places, query.Contains("limit", StringComparison.Ordinal) ? query : query + "&limit=100").AnswerDigest).ToArray();

        Assert.Equal(queries.Length, digests.Distinct().Count());
    }

    [Theory]
    [InlineData("population=7", "population=007")]
    [InlineData("code=1", "code__eq=1")]
    [InlineData("sort=code", "")]
    [InlineData("name__contains=Đức", "name__contains=duc")]
    [InlineData("limit=100", "")]
    [InlineData("lang=vi", "lang=en")]
    [InlineData("version=2", "")]
    public void Requests_that_mean_the_same_have_one_digest(string one, string other)
    {
        Assert.Equal(Page(one).AnswerDigest, Page(other).AnswerDigest);
    }

    private static RecordsPlan Page(string query)
    {
        Assert.True(RecordsPlanner.TryPlan(Plans.Request(query), Places, out var plan, out _));
        return plan;
    }

    private static string Show(Problem problem) =>
        $"{problem.Code.Name} {problem.Parameter}{(problem.Suggestion is { } meant ? $" → {meant}" : "")}{(problem.Maximum is { } most ? $" ≤ {most}" : "")}";

    private static string Show(RecordsPlan plan)
    {
        List<string> parts = [];
        if (plan.Version.Number != 2 && plan.Version.Schema.Fields.Count > 3)
            parts.Add($"version {plan.Version.Number}");
        parts.AddRange(plan.Filter.Parts.Select(FilterText.Write));
        if (plan.Sort.Count > 0)
            parts.Add("sort " + string.Join(' ', plan.Sort.Select(key => (key.Descending ? "-" : "") + FilterText.Write(key.By))));
        if (plan.RowsDescending)
            parts.Add("rows descending");
        if (!plan.Fields.SequenceEqual(plan.Version.Schema.Fields))
            parts.Add("fields " + string.Join(' ', plan.Fields.Select(field => field.Name)));
        if (plan.Limit is { } limit)
            parts.Add($"limit {limit}");
        if (plan.Offset > 0)
            parts.Add($"offset {plan.Offset}");
        if (plan.CountsExactly)
            parts.Add("count");
        return string.Join("; ", parts);
    }
}
