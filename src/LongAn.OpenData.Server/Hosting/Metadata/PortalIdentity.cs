using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Metadata;

/// <summary>What the portal says of itself.</summary>
internal static class PortalIdentity
{
    public static readonly LocalizedText Title = new("Cổng dữ liệu mở Long An", "Long An open data portal");

    public static readonly LocalizedText Description = new(
        "Doanh nghiệp, khu công nghiệp, dịch vụ công, địa giới hành chính và số liệu của tỉnh Long An, Việt Nam.",
        "Enterprises, industrial parks, public services, administrative units and figures of Long An province, Vietnam.");

    /// <summary>Answers for the descriptions; each dataset says who answers for its data.</summary>
    public static readonly Publisher Publisher = new("longan-opendata", new("Nhóm LongAn.OpenData", "The LongAn.OpenData team"), Url: null);

    /// <summary>Of the descriptions; each dataset states its own.</summary>
    public static readonly Licence Licence = new("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/");
}
