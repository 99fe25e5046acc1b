namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>A form sends the fields that were left empty too; an address has no use for them.</summary>
internal static class TidyQuery
{
    /// <returns>The address of the page without them; null where there are none.</returns>
    public static string? Of(PageContext page)
    {
        if (page.Query.All(pair => pair.Value.All(value => !string.IsNullOrWhiteSpace(value))))
            return null;

        var query = new QueryString();
        foreach (var (name, values) in page.Query)
        {
            foreach (var value in values.Where(value => !string.IsNullOrWhiteSpace(value)))
                query = query.Add(name, value!);
        }

        return page.Prefix + page.Path + query.ToUriComponent();
    }
}
