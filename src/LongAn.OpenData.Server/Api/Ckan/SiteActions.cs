using System.Globalization;
using System.Text;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Ckan;

internal static class SiteActions
{
    /// <summary>The version of CKAN whose API this is; clients ask what they may use.</summary>
    private const string Spoken = "2.11.0";

    public static object Status(CkanCall call) => new
    {
        CkanVersion = Spoken,
        SiteUrl = call.Links.Root,
        SiteTitle = "Cổng dữ liệu mở Long An",
        SiteDescription = "Long An open data portal: LongAn.OpenData, which speaks CKAN's API",
        LocaleDefault = "vi",
        ErrorEmailsTo = (string?)null,
        Extensions = (string[])["datastore"],
    };

    public static object? Help(CkanCall call)
    {
        var name = call.Words.Required("name");
        if (call.Mistakes is { } mistakes)
            return mistakes;
        if (CkanAction.All.FirstOrDefault(action => action.Name == name) is not { } action)
            return CkanError.NotFound($"Action \"{ProblemMessages.Cut(name)}\" was not found.");

        var text = new StringBuilder(action.Help).Append('\n');
        foreach (var parameter in action.Parameters)
            text.Append(CultureInfo.InvariantCulture, $"\n:param {parameter.Name}: {parameter.Description.In("en")}");
        return text.ToString();
    }

    public static object Licences(CkanCall call) =>
        call.Catalog.Packages.SelectMany(package => package.Dataset.Description.Licences).DistinctBy(licence => licence.Name).OrderBy(licence => licence.Name, StringComparer.Ordinal).Select(CkanLicense.Of);
}
