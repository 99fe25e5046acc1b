using Dapper;

namespace LongAn.OpenData.Publishing.Jobs;

/// <summary>
/// Every error of content that was refused: a file for each refusal, in the data folder, for some time and in so much room; who is out of either goes, the oldest first.
/// </summary>
public sealed class ErrorReports(CatalogFile file, TimeProvider clock)
{
    private readonly string folder = Path.Combine(file.DataFolder, ".reports");

    /// <summary>Takes the file that a <see cref="Import.ProblemLog"/> has written to where it is kept.</summary>
    /// <param name="mostBytes">Of all that is kept.</param>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public void Keep(ErrorReport report, string written, TimeSpan age, long mostBytes)
    {
        Forget(age, mostBytes - report.Bytes);
        using var connection = file.Open();
        connection.Execute( // before the file is there: a file that nobody knows of would never go
            "INSERT OR REPLACE INTO error_reports (id, publisher, dataset, created, errors, bytes) VALUES (@Id, @Publisher, @Dataset, @created, @Errors, @Bytes)",
            new { report.Id, report.Publisher, report.Dataset, created = CatalogFile.ToText(report.Created), report.Errors, report.Bytes });
        Directory.CreateDirectory(folder);
        File.Move(written, PathOf(report.Id), overwrite: true);
    }

    /// <returns>Null where there is none, or it is older than <paramref name="age"/>.</returns>
    public ErrorReport? Find(string id, TimeSpan age)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<Row>("SELECT id, publisher, dataset, created, errors, bytes FROM error_reports WHERE id = @id", new { id })?.ToReport() is { } report
            && report.Created >= clock.GetUtcNow() - age && File.Exists(PathOf(report.Id)) ? report : null;
    }

    /// <summary>A CSV file with a row for each error, in both languages.</summary>
    public string PathOf(string id) => Path.Combine(folder, id + ".csv");

    /// <summary>Removes those that are too old, and of the others the oldest until the rest has room.</summary>
    public void Forget(TimeSpan age, long mostBytes)
    {
        using var connection = file.Open();
        var bytes = 0L;
        foreach (var report in connection.Query<Row>("SELECT id, publisher, dataset, created, errors, bytes FROM error_reports ORDER BY created DESC, id").Select(row => row.ToReport()).ToList())
        {
            bytes += report.Bytes;
            if (report.Created >= clock.GetUtcNow() - age && bytes <= mostBytes)
                continue;

            File.Delete(PathOf(report.Id)); // who is reading it reads it to its end
            connection.Execute("DELETE FROM error_reports WHERE id = @Id", new { report.Id });
        }
    }

    private sealed record Row(string Id, string Publisher, string Dataset, string Created, long Errors, long Bytes)
    {
        public ErrorReport ToReport() => new(Id, Publisher, Dataset, CatalogFile.ToInstant(Created), Errors, Bytes);
    }
}

/// <summary>What is known of a kept file of errors.</summary>
/// <param name="Id">That of the upload, and of its job where there was one.</param>
/// <param name="Publisher">Who may read it.</param>
/// <param name="Errors">All that were found; the file ends with a row that says so where it has not all of them.</param>
public sealed record ErrorReport(string Id, string Publisher, string Dataset, DateTimeOffset Created, long Errors, long Bytes);
