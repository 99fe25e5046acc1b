using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Groups;

/// <summary>A checked question about groups of the records of one version that a filter matches; several groupings are made in one pass.</summary>
public sealed record GroupsPlan(DatasetVersion Version, Filter.AllOf Filter, IReadOnlyList<Grouping> Groupings)
{
    private string? digest;

    /// <summary>What must be the same for the groups to be the same. 32 hex digits.</summary>
    public string Digest => digest ??= PlanText.Digest(Canonical(), 16);

    private string Canonical()
    {
        var text = new PlanText();
        text.Add(Version.Dataset, Version.Number, Version.Digest, FilterText.Write(Filter));
        foreach (var grouping in Groupings)
        {
            text.Add("grouping", grouping.Most, FilterText.Write(grouping.Having), grouping.Keys.Count, grouping.Measures.Count);
            foreach (var key in grouping.Keys)
                text.Add(key.Text);
            foreach (var measure in grouping.Measures)
                text.Add(measure.Text);
            foreach (var order in grouping.Order)
                text.Add(order.Column, order.Descending);
        }

        return text.ToString();
    }
}
