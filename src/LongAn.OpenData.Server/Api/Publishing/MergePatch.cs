using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>JSON Merge Patch (RFC 7396): members replace members, null removes, objects are merged, lists are replaced whole.</summary>
internal static class MergePatch
{
    /// <summary>What describes a dataset, and not its records: members of <c>datapackage.json</c>, and of its <c>portal</c>.</summary>
    private static readonly string[] Members =
        ["title", "title_en", "description", "description_en", "keywords", "homepage", "licenses", "sources", "contributors", "portal/themes", "portal/frequency", "portal/coverage", "portal/checked"];

    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject members)
            return patch?.DeepClone();

        var merged = target is JsonObject old ? old.DeepClone().AsObject() : [];
        foreach (var (name, member) in members)
        {
            if (member is null)
                merged.Remove(name);
            else
                merged[name] = Apply(merged[name], member);
        }

        return merged;
    }

    /// <summary>Members of a patch that may not be changed so.</summary>
    public static IEnumerable<Problem> FindForeign(JsonObject patch)
    {
        foreach (var (name, member) in patch)
        {
            var inside = name == "portal" && member is JsonObject portal ? portal.Select(pair => $"portal/{pair.Key}") : [name];
            foreach (var path in inside.Where(path => !Members.Contains(path)))
            {
                var meant = Nearest.To(path, Members);
                yield return new Problem(
                    ProblemCode.ChangesInvalid,
                    $"/{path} không sửa được ở đây; sửa được: {string.Join(", ", Members)}.",
                    $"/{path} cannot be changed here; what can: {string.Join(", ", Members)}.")
                { Place = new ProblemPlace(DataPackageReader.FileName, Field: $"/{path}"), Suggestion = meant };
            }
        }
    }
}
