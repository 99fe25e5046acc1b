using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Query;

/// <summary>Which version a request means: the one it names, the one served at the time it names, or the one that is served.</summary>
public static class VersionChoice
{
    /// <param name="version">As <c>version=</c> says it; null where it is not given.</param>
    /// <param name="asOf">As <c>as_of=</c> says it; null where it is not given.</param>
    /// <returns>Null where there is none such; then the problem says why.</returns>
    public static DatasetVersion? Find(Dataset dataset, string? version, string? asOf, out Problem? problem)
    {
        problem = null;
        if (version is not null && asOf is not null)
            problem = new Problem(ProblemCode.InvalidValue, "as_of không dùng cùng với version.", "as_of does not go with version.") { Parameter = RecordsParameter.AsOf.Name };
        else if (version is not null)
            return OfNumber(dataset, version, out problem);
        else if (asOf is not null)
            return OfMoment(dataset, asOf, out problem);
        else
            return dataset.Current;
        return null;
    }

    /// <summary>What is said of a version that is not kept: never was, or is no longer.</summary>
    public static Problem Missing(Dataset dataset, long number, string parameter = "version")
    {
        if (dataset.Removed.FirstOrDefault(gone => gone.Number == number) is not { } removed)
            return ProblemMessages.UnknownVersion(dataset, number.ToString(CultureInfo.InvariantCulture)) with { Parameter = parameter };

        var nearest = dataset.Versions.MinBy(version => (Math.Abs(version.Number - number), -version.Number))!;
        return new Problem(
            ProblemCode.VersionRemoved,
            string.Create(CultureInfo.InvariantCulture, $"Phiên bản {number} của {dataset.Id} không còn được giữ từ {removed.Removed:yyyy-MM-dd}; nó có {removed.RecordCount} bản ghi, công bố {removed.Created:yyyy-MM-dd}, mã băm {removed.Digest}. Gần nhất còn giữ: {nearest.Number}, mã băm {nearest.Digest}."),
            string.Create(CultureInfo.InvariantCulture, $"Version {number} of {dataset.Id} is no longer kept since {removed.Removed:yyyy-MM-dd}; it had {removed.RecordCount} records, published {removed.Created:yyyy-MM-dd}, digest {removed.Digest}. The nearest that is kept: {nearest.Number}, digest {nearest.Digest}."))
        { Parameter = parameter, Suggestion = nearest.Number.ToString(CultureInfo.InvariantCulture) };
    }

    private static DatasetVersion? OfNumber(Dataset dataset, string text, out Problem? problem)
    {
        problem = null;
        var isWhole = RecordsParameter.TryWhole(text, out var number) && number >= 1;
        if (isWhole && dataset.FindVersion(number) is { } version)
            return version;

        problem = !isWhole ? ProblemMessages.NotWhole(RecordsParameter.Version.Name, 1)
            : number > int.MaxValue ? ProblemMessages.UnknownVersion(dataset, text)
            : Missing(dataset, number);
        return null;
    }

    private static DatasetVersion? OfMoment(Dataset dataset, string text, out Problem? problem)
    {
        problem = null;
        if (!AsOf.TryParse(text, out var moment))
            problem = AsOf.Unreadable(text);
        else if (dataset.ServedAt(moment) is not { } serving)
            problem = NotServedYet(dataset);
        else if (dataset.FindVersion(serving.Number) is { } version)
            return version;
        else
            problem = Missing(dataset, serving.Number, RecordsParameter.AsOf.Name);
        return null;
    }

    private static Problem NotServedYet(Dataset dataset)
    {
        var first = dataset.Servings[0];
        var at = first.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        return new Problem(
            ProblemCode.NotServedYet,
            string.Create(CultureInfo.InvariantCulture, $"Lúc đó bộ dữ liệu {dataset.Id} chưa được công bố; phiên bản đầu tiên, số {first.Number}, có từ {at}."),
            string.Create(CultureInfo.InvariantCulture, $"The dataset {dataset.Id} was not published yet at that time; its first version, number {first.Number}, is there since {at}."))
        { Parameter = RecordsParameter.AsOf.Name, Suggestion = at };
    }
}
