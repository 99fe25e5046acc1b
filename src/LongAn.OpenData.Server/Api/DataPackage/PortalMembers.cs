using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.DataPackage;

/// <summary>
/// What the portal says beside the words of Data Package, in the members <c>portal</c> that <see cref="DataPackageReader"/> reads: another
/// portal of this kind that takes the package has all that this one has.
/// </summary>
internal static class PortalMembers
{
    /// <summary>Of a dataset: how its records came to be, what it is about, when and where.</summary>
    public static JsonObject Of(DatasetDescription description, Provenance provenance)
    {
        var json = new JsonObject { ["provenance"] = provenance.ToString().ToLowerInvariant() };
        if (description.Themes.Count > 0)
            json["themes"] = Names(description.Themes.Select(theme => theme.Code));
        if (description.Frequency is { } frequency)
            json["frequency"] = frequency.Code;
        if (description.Coverage is { } coverage)
            json["coverage"] = Of(coverage);
        if (description.Checked is { } day)
            json["checked"] = Day(day);
        return json;
    }

    /// <summary>Of a version: which of its fields say where and when a record is, and what became of codes.</summary>
    public static JsonObject Of(DatasetVersion version)
    {
        var json = new JsonObject();
        if (version.Location is { } location)
            json["location"] = Object(("latitude", location.Latitude), ("longitude", location.Longitude), ("field", location.Point));
        if (version.Validity is { } validity)
            json["validity"] = Of(validity);
        if (version.Time is { } time)
            json["time"] = time.Name;
        if (version.Changes is { } changes)
            json["changes"] = Object(("of", changes.Of), ("old", changes.Old.Name), ("new", changes.New.Name), ("on", changes.On.Name), ("part", changes.Part.Name), ("whole", changes.Whole), ("old_name", changes.OldName?.Name), ("new_name", changes.NewName?.Name));
        if (version.MinimumGroup is { } group)
            json["minimumGroupSize"] = new JsonObject { ["size"] = group.Size, ["fields"] = Names(group.Fields) };
        return json;
    }

    /// <summary>Which records are figures to show first, and which fields say what they are.</summary>
    public static JsonObject Of(KeyFigures figures)
    {
        var json = Object([.. figures.Fields.Select(pair => (pair.Member, (string?)pair.Field))]);
        json["records"] = Names(figures.Records);
        return json;
    }

    /// <summary>Of a field: what it is used for.</summary>
    public static void AddUses(JsonObject field, Field of)
    {
        foreach (var (name, isSo) in new[] { ("search", of.IsSearched), ("facet", of.IsFaceted), ("index", of.IsIndexed) })
        {
            if (!isSo)
                continue;
            if (field["portal"] is not JsonObject portal)
                field["portal"] = portal = [];
            portal[name] = true;
        }
    }

    /// <summary>A text in Vietnamese, and in English beside it.</summary>
    public static void Add(JsonObject json, string name, LocalizedText text)
    {
        json[name] = text.Vi;
        if (text.En is { } en)
            json[name + "_en"] = en;
    }

    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode?)name)]);

    private static JsonObject Of(Coverage coverage)
    {
        var json = Object(("from", coverage.From is { } from ? Day(from) : null), ("to", coverage.To is { } to ? Day(to) : null));
        if (coverage.Place is { } place)
            Add(json, "place", place);
        return json;
    }

    private static JsonObject Of(Validity validity)
    {
        var json = Object(("from", validity.From?.Name), ("to", validity.To?.Name));
        string[] unknown = [.. new[] { (Name: "from", IsSo: validity.FromMayBeUnknown), (Name: "to", IsSo: validity.ToMayBeUnknown) }.Where(end => end.IsSo).Select(end => end.Name)];
        if (unknown.Length > 0)
            json["unknown"] = Names(unknown);
        return json;
    }

    /// <summary>The members that there are.</summary>
    private static JsonObject Object(params (string Name, string? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
