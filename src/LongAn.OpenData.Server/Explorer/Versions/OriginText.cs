using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Frame;

namespace LongAn.OpenData.Server.Explorer.Versions;

/// <summary>Who published a version and by which way, in words.</summary>
internal static class OriginText
{
    public static string Of(VersionOrigin origin, PageContext page)
    {
        var way = origin.Channel switch
        {
            PublishChannel.Http => page.T("qua API", "by the API"),
            PublishChannel.Harvest => page.T("thu thập từ nguồn", "harvested"),
            PublishChannel.Command => page.T("người vận hành cổng", "the portal's operator"),
            _ => page.T("thư mục dữ liệu của cổng", "the portal's data folder"),
        };
        return origin.Publisher is { } publisher ? $"{publisher}, {way}" : way;
    }
}
