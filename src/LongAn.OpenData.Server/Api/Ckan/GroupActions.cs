using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>Publishers are organizations, themes are groups.</summary>
internal static class GroupActions
{
    private static readonly string[] Orders = ["name", "title", "package_count"];

    public static object? ListOrganizations(CkanCall call) => List(call, "organizations", Organizations(call));

    public static object? ListGroups(CkanCall call) => List(call, "groups", Groups(call));

    public static object? ShowOrganization(CkanCall call) => Show(call, Organizations(call), name => CkanOrganization.PackagesOf(name, call.Catalog));

    public static object? ShowGroup(CkanCall call) => Show(call, Groups(call), name => CkanGroup.PackagesOf(Theme.Find(name.ToUpperInvariant())!, call.Catalog));

    public static object? ListTags(CkanCall call)
    {
        var part = call.Words.Text("query") ?? call.Words.Text("q") ?? "";
        if (call.Words.Has("vocabulary_id"))
            return CkanError.NotFound("Could not find vocabulary \"" + Query.ProblemMessages.Cut(call.Words.Text("vocabulary_id") ?? "") + "\"");

        var tags = Tags(call).Where(tag => tag.Contains(part, StringComparison.OrdinalIgnoreCase));
        return call.Words.Flag("all_fields") ? tags.Select(CkanTag.Of) : tags;
    }

    public static object? ShowTag(CkanCall call)
    {
        var asked = call.Words.Required("id");
        if (call.Mistakes is { } mistakes)
            return mistakes;
        if (Tags(call).FirstOrDefault(tag => tag == asked || CkanIds.Tag(tag) == asked) is not { } found)
            return CkanError.NotFound();

        var document = Members(CkanTag.Of(found));
        if (call.Words.Flag("include_datasets"))
            AddPackages(document, call.Catalog.Packages.Where(package => package.Dataset.Description.Keywords.Contains(found)), call);
        return document;
    }

    private static object? List(CkanCall call, string wanted, IEnumerable<JsonObject> all)
    {
        var sort = (call.Words.Text("sort") ?? call.Words.Text("order_by") ?? "title asc").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (sort is not ([_] or [_, "asc" or "desc"]) || !Orders.Contains(sort[0] == "packages" ? "package_count" : sort[0]))
            return CkanError.Validation("sort", $"Must be one of {string.Join(", ", Orders)}, with asc or desc");

        var by = sort[0] == "packages" ? "package_count" : sort[0];
        if (call.Words.List(wanted, hasCommas: true) is { } names)
            all = all.Where(item => names.Contains((string)item["name"]!));
        var isDown = sort is [_, "desc"] || (sort.Length == 1 && by == "package_count");
        var byCount = by == "package_count";
        var ordered = isDown
            ? all.OrderByDescending(item => byCount ? (int)item[by]! : 0).ThenByDescending(item => byCount ? "" : (string)item[by]!, StringComparer.Ordinal)
            : all.OrderBy(item => byCount ? (int)item[by]! : 0).ThenBy(item => byCount ? "" : (string)item[by]!, StringComparer.Ordinal);
        var page = PackageActions.Page(call, ordered.ThenBy(item => (string)item["name"]!, StringComparer.Ordinal));
        object? answer = call.Words.Flag("all_fields") ? page : page.Select(item => (string)item["name"]!);
        return call.Mistakes ?? answer;
    }

    private static object? Show(CkanCall call, IEnumerable<JsonObject> all, Func<string, IEnumerable<PackageFacts>> packages)
    {
        var id = call.Words.Required("id");
        if (call.Mistakes is { } mistakes)
            return mistakes;
        if (all.FirstOrDefault(item => (string?)item["name"] == id || (string?)item["id"] == id) is not { } found)
            return CkanError.NotFound();

        foreach (var member in (string[])["extras", "users", "tags", "groups"])
            found[member] = new JsonArray();
        if (call.Words.Flag("include_datasets"))
            AddPackages(found, packages((string)found["name"]!), call);
        return found;
    }

    private static void AddPackages(JsonObject document, IEnumerable<PackageFacts> packages, CkanCall call) =>
        document["packages"] = JsonSerializer.SerializeToNode(packages.Select(package => CkanPackage.Of(package, call.Catalog, call.Links)), PortalJson.Compact);

    private static IEnumerable<JsonObject> Organizations(CkanCall call) =>
        call.Catalog.Packages.Select(package => package.Dataset.Description.Publisher).DistinctBy(publisher => publisher.Id).Select(publisher => Members(CkanOrganization.Of(publisher, call.Catalog)));

    private static IEnumerable<JsonObject> Groups(CkanCall call) =>
        call.Catalog.Packages.SelectMany(package => package.Dataset.Description.Themes).Distinct().Select(theme => Members(CkanGroup.Of(theme, call.Catalog)));

    private static IEnumerable<string> Tags(CkanCall call) =>
        call.Catalog.Packages.SelectMany(package => package.Dataset.Description.Keywords).Distinct().Order(StringComparer.Ordinal);

    private static JsonObject Members(object document) => JsonSerializer.SerializeToNode(document, PortalJson.Compact)!.AsObject();
}
