namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// Import of the large file, every cell checked, profile and indexes made, against Debian's <c>sqlite3</c> doing <c>.import</c> and the same
/// <c>CREATE INDEX</c>es; the two in turn, so that a machine that slows down slows both.
/// </summary>
internal static class ImportMeasure
{
    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        var (datasets, csv) = (workshop.BigDatasets, workshop.EnterprisesCsv);
        var count = workshop.Rows > 2_000_000 ? 1 : 3;
        var rounds = Enumerable.Range(0, count).Select(_ => (Ours: Ours(workshop, datasets), Theirs: Theirs(workshop, csv))).ToList();
        yield return new Figure($"import, median of {count}", Workshop.Median(rounds.Select(round => round.Ours.Seconds)), "s");
        yield return new Figure("sqlite3 .import and the same indexes", Workshop.Median(rounds.Select(round => round.Theirs)), "s");
        yield return new Figure("import / sqlite3, median of the rounds", Workshop.Median(rounds.Select(round => round.Ours.Seconds / round.Theirs)), "x", "at most 1.5");
        yield return new Figure("import, most memory resident", rounds.Max(round => round.Ours.PeakMegabytes), "MB", "under 300");
    }

    private static (double Seconds, double PeakMegabytes) Ours(Workshop workshop, string datasets) =>
        Workshop.Run("dotnet", [Workshop.Server, "import", "--datasets", datasets, "--data-dir", workshop.Fresh("import")]);

    private static double Theirs(Workshop workshop, string csv)
    {
        var indexes = new[] { "legal_type_code", "status_code", "industry_code", "district_code", "commune_code", "registered_on", "charter_capital_vnd", "employees" };
        var script = $"""
            CREATE TABLE records (tax_code TEXT, name TEXT, legal_type_code TEXT, status_code TEXT, industry_code TEXT, district_code TEXT, commune_code TEXT,
              address TEXT, registered_on TEXT, charter_capital_vnd INTEGER, employees INTEGER, latitude REAL, longitude REAL, provenance TEXT);
            .import --csv --skip 1 {csv} records
            CREATE UNIQUE INDEX records_key ON records (tax_code);
            {string.Join('\n', indexes.Select(field => $"CREATE INDEX records_{field} ON records ({field});"))}
            """;
        return Workshop.Run("sqlite3", [Path.Combine(workshop.Fresh("sqlite3"), "records.sqlite")], script).Seconds;
    }
}
