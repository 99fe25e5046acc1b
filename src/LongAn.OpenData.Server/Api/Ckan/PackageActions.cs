using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Ckan;

internal static class PackageActions
{
    public static object? List(CkanCall call)
    {
        var page = Page(call, call.Catalog.Packages);
        return call.Mistakes ?? (object)page.Select(package => package.Dataset.Id);
    }

    public static object? ListWhole(CkanCall call)
    {
        var page = Page(call, call.Catalog.Packages.OrderByDescending(package => package.Modified).ThenBy(package => package.Dataset.Id, StringComparer.Ordinal));
        return call.Mistakes ?? (object)page.Select(package => Document(package, call));
    }

    public static object? Show(CkanCall call)
    {
        var id = call.Words.Required("id", "name_or_id");
        return call.Mistakes ?? (object?)(call.Catalog.FindPackage(id) is { } package ? Document(package, call) : null) ?? CkanError.NotFound();
    }

    public static object? Search(CkanCall call)
    {
        if (PackageSearch.TryRead(call, out var mistake) is not { } search)
            return mistake;

        var (facets, searchFacets) = search.Facets(call.Catalog);
        var results = search.Found.Skip(search.Start).Take(search.Rows).Select(package => Document(package, call));
        return new { Count = search.Found.Count, search.Sort, Results = results, Facets = facets, SearchFacets = searchFacets };
    }

    public static object? ShowResource(CkanCall call)
    {
        var id = call.Words.Required("id");
        return call.Mistakes ?? (object?)(call.Catalog.FindResource(id) is { } resource ? CkanResource.Of(resource, call.Links) : null) ?? CkanError.NotFound();
    }

    /// <summary>Each term is <c>field:part of the value</c>; all must hold.</summary>
    public static object? SearchResources(CkanCall call)
    {
        IEnumerable<JsonObject> found = [.. call.Catalog.Packages.SelectMany(package => package.Resources).Select(resource => JsonSerializer.SerializeToNode(CkanResource.Of(resource, call.Links), PortalJson.Compact)!.AsObject())];
        var known = found.FirstOrDefault() ?? [];
        if (call.Words.List("query", hasCommas: false) is not { } terms)
            return CkanError.Validation("query", "Missing value");

        foreach (var term in terms)
        {
            var at = term.IndexOf(':', StringComparison.Ordinal);
            var field = at < 0 ? "" : term[..at];
            if (at < 0)
                call.Words.Report("query", "Must be <field>:<value> pair(s)");
            else if (!known.ContainsKey(field))
                call.Words.Report("query", $"Field \"{ProblemMessages.Cut(field)}\" not recognised in resource_search.");
            else
                found = found.Where(resource => CkanWords.Written(resource[field])?.Contains(term[(at + 1)..].Trim('"'), StringComparison.OrdinalIgnoreCase) == true);
        }

        if (call.Words.Text("order_by") is { Length: > 0 } order)
        {
            if (!known.ContainsKey(order))
                call.Words.Report("order_by", CkanWords.Invalid(order));
            found = found.OrderBy(resource => CkanWords.Written(resource[order]), StringComparer.Ordinal);
        }

        JsonObject[] all = [.. found];
        var page = Page(call, all);
        return call.Mistakes ?? (object)new { Count = all.Length, Results = page };
    }

    private static CkanPackage Document(PackageFacts package, CkanCall call) => CkanPackage.Of(package, call.Catalog, call.Links);

    public static IEnumerable<T> Page<T>(CkanCall call, IEnumerable<T> all)
    {
        var (offset, limit) = (call.Words.Natural("offset", 0), call.Words.Natural("limit", int.MaxValue));
        return all.Skip(offset).Take(limit);
    }
}
