using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>
/// The validator of features. It is a weak one: <c>timeStamp</c> says when an answer was made, so two of them have other bytes and say
/// the same.
/// </summary>
internal static class OgcValidator
{
    public static bool IsNotModified(HttpContext http, Dataset dataset, RecordsPlan plan, string contentType, PortalLinks links)
    {
        var validator = RecordsValidator.Of(plan, RecordFormat.GeoJson, FormatOptions.Default, dataset, namesVersion: false);
        var tag = new EntityTagHeaderValue($"\"{AnswerTag.Of("ogc", contentType, validator.Tag, links.Self)}\"", isWeak: true);
        return PortalHeaders.IsNotModified(http, tag, validator.Modified, validator.IsPinned);
    }
}
