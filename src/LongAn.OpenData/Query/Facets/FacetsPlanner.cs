using System.Diagnostics.CodeAnalysis;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Facets;

/// <summary>Turns words into a checked question for facets, or into all the mistakes in them at once.</summary>
public static class FacetsPlanner
{
    private const int MaxPeriods = 1_000;

    public static bool TryPlan(RecordsRequest request, Dataset dataset, [NotNullWhen(true)] out FacetsPlan? plan, out IReadOnlyList<Problem> problems)
    {
        var words = new RequestWords(request.Words, FacetsParameter.All);
        var version = RecordsPlanner.PlanVersion(words, dataset, cursor: null);
        var bins = (int)words.Whole(FacetsParameter.Bins);
        plan = new FacetsPlan(version)
        {
            Facets = PlanFacets(words, version, bins),
            Filter = RequestFilter.Read(words, version),
            Limit = (int)words.Whole(FacetsParameter.Limit),
        };
        words.Choice(RecordsParameter.Language);

        problems = words.Problems;
        if (problems.Count == 0)
            return true;

        plan = null;
        return false;
    }

    private static List<Facet> PlanFacets(RequestWords words, DatasetVersion version, int bins)
    {
        var asked = words.Has(FacetsParameter.Fields)
            ? words.List(FacetsParameter.Fields)
            : [.. version.Schema.Fields.Where(field => field.IsFaceted && FacetShape.Values.Fits(field.Type)).Select(field => field.Name).Take(FacetsParameter.MaxFacets)];
        if (asked.Count == 0 && words.Has(FacetsParameter.Fields))
            words.Report(new Problem(ProblemCode.InvalidValue, "fields phải nêu ít nhất một trường.", "fields must name at least one field.") { Parameter = "fields" });
        if (asked.Count > FacetsParameter.MaxFacets)
        {
            words.Report(new Problem(ProblemCode.OverLimit, $"fields: nhiều nhất {FacetsParameter.MaxFacets} trường.", $"fields: at most {FacetsParameter.MaxFacets} facets.") { Parameter = "fields", Maximum = FacetsParameter.MaxFacets });
            return [];
        }

        foreach (var twice in asked.GroupBy(word => word, StringComparer.Ordinal).Where(group => group.Count() > 1))
            words.Report(Wrong($"fields có lặp lại: {ProblemMessages.Cut(twice.Key)}.", $"fields names one facet twice: {ProblemMessages.Cut(twice.Key)}."));
        return [.. asked.Select(word => PlanFacet(word, words, version, bins)).OfType<Facet>()];
    }

    private static Facet? PlanFacet(string word, RequestWords words, DatasetVersion version, int bins)
    {
        var schema = version.Schema;
        if (schema.Find(word) is { } whole)
            return MakeFacet(whole, FacetShape.Values, words, version, bins);

        var at = word.LastIndexOf(':');
        var (name, shapeName) = at < 0 ? (word, FacetShape.Values.Name) : (word[..at], word[(at + 1)..]);
        if (at >= 0 && schema.Find(name) is null && schema.Find(shapeName) is not null && FacetShape.Find(name) is not null)
        {
            words.Report(Wrong($"fields cần {shapeName}:{name}, không phải {word}.", $"fields takes {shapeName}:{name}, not {word}.") with { Suggestion = $"{shapeName}:{name}" });
            return null;
        }

        if (words.Field(FacetsParameter.Fields, name, schema) is not { } field)
            return null;
        if (FacetShape.Find(shapeName) is { } shape)
            return MakeFacet(field, shape, words, version, bins);

        words.Report(UnknownShape(field, shapeName));
        return null;
    }

    private static Facet? MakeFacet(Field field, FacetShape shape, RequestWords words, DatasetVersion version, int bins)
    {
        if (!shape.Fits(field.Type))
        {
            words.Report(NotForType(field, shape));
            return null;
        }

        var profile = version.Profile.First(row => row.Field == field.Name);
        if (shape.Part is { } part)
            return MakePeriods(field, shape, part, profile, words);
        if (shape.MakeBins is null)
            return new Facet(field, shape, new ValueKey(field), []);
        if (profile.Min is null)
            return new Facet(field, shape, new BinKey(field, HistogramBins.None), []);
        if (shape.MakeBins(profile.Min, profile.Max!, bins) is { } made)
            return new Facet(field, shape, new BinKey(field, made), []);

        words.Report(Wrong($"{field.Name} không có giá trị nào lớn hơn 0 nên không dùng được log_histogram.", $"{field.Name} has no value above 0, so log_histogram does not fit; use histogram."));
        return null;
    }

    private static Facet? MakePeriods(Field field, FacetShape shape, DatePart part, FieldProfile profile, RequestWords words)
    {
        IReadOnlyList<string> periods = profile.Min is null ? [] : part.Periods((string)profile.Min, (string)profile.Max!, MaxPeriods);
        if (periods.Count <= MaxPeriods)
            return new Facet(field, shape, new DatePartKey(field, part), periods);

        words.Report(new Problem(
            ProblemCode.OverLimit,
            $"{field.Name}:{part.Name} có hơn {MaxPeriods} khoảng thời gian; hãy dùng khoảng dài hơn, hoặc aggregate?group_by={part.Name}:{field.Name}.",
            $"{field.Name}:{part.Name} has more than {MaxPeriods} periods; use a longer one, or aggregate?group_by={part.Name}:{field.Name}.")
        { Parameter = "fields", Maximum = MaxPeriods });
        return null;
    }

    private static Problem UnknownShape(Field field, string name)
    {
        var fitting = FacetShape.All.Where(shape => shape.Fits(field.Type)).Select(shape => shape.Name).ToArray();
        var meant = Nearest.To(name, fitting);
        var list = string.Join(", ", fitting);
        return Wrong(
            $"Không có cách đếm «{ProblemMessages.Cut(name)}».{ProblemMessages.MeantVi(meant)} Trường {field.Name} dùng được: {list}.",
            $"There is no facet \"{ProblemMessages.Cut(name)}\".{ProblemMessages.MeantEn(meant)} The field {field.Name} takes: {list}.") with
        { Suggestion = meant is null ? null : $"{field.Name}:{meant}" };
    }

    private static Problem NotForType(Field field, FacetShape shape)
    {
        var list = string.Join(", ", FacetShape.All.Where(row => row.Fits(field.Type)).Select(row => row.Name));
        return new Problem(
            ProblemCode.OperatorNotForType,
            $"{shape.Name} không dùng được cho trường {field.Name} (kiểu {field.Type}); dùng được: {(list.Length == 0 ? "không có" : list)}.",
            $"{shape.Name} does not fit the field {field.Name} (type {field.Type}), which takes: {(list.Length == 0 ? "none" : list)}.")
        { Parameter = "fields" };
    }

    private static Problem Wrong(string vi, string en) => new(ProblemCode.InvalidValue, vi, en) { Parameter = "fields" };
}
