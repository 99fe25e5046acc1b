using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>What a dataset is about: the data themes of the EU Publications Office, which DCAT-AP asks for. One row each.</summary>
public sealed record Theme(string Code, LocalizedText Title)
{
    public static IReadOnlyList<Theme> All { get; } =
    [
        new("AGRI", new("Nông nghiệp, thủy sản, lâm nghiệp và lương thực", "Agriculture, fisheries, forestry and food")),
        new("ECON", new("Kinh tế và tài chính", "Economy and finance")),
        new("EDUC", new("Giáo dục, văn hóa và thể thao", "Education, culture and sport")),
        new("ENER", new("Năng lượng", "Energy")),
        new("ENVI", new("Môi trường", "Environment")),
        new("GOVE", new("Chính quyền và khu vực công", "Government and public sector")),
        new("HEAL", new("Y tế", "Health")),
        new("INTR", new("Quan hệ quốc tế", "International issues")),
        new("JUST", new("Tư pháp, pháp luật và an toàn công cộng", "Justice, legal system and public safety")),
        new("REGI", new("Vùng và đô thị", "Regions and cities")),
        new("SOCI", new("Dân số và xã hội", "Population and society")),
        new("TECH", new("Khoa học và công nghệ", "Science and technology")),
        new("TRAN", new("Giao thông", "Transport")),
    ];

    public static Theme? Find(string code) => All.FirstOrDefault(theme => theme.Code == code);
}
