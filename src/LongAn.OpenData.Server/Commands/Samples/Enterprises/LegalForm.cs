using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>What a legal type means for an enterprise's name, size and trade.</summary>
/// <param name="Code">Of the dataset legal-types.</param>
/// <param name="Share">Of head enterprises, in thousandths.</param>
/// <param name="Prefix">How the name starts.</param>
/// <param name="CapitalTenths">Capital compared with the average enterprise, in tenths.</param>
/// <param name="IsCompany">May have branches and much capital, and names its line of business.</param>
/// <param name="Sections">The VSIC sections it works in; empty for any.</param>
internal sealed record LegalForm(string Code, int Share, string Prefix, int CapitalTenths, bool IsCompany, string Sections)
{
    private static readonly LegalForm[] All =
    [
        new("TNHH1TV", 470, "Công ty TNHH Một thành viên", 8, IsCompany: true, ""),
        new("TNHH2TV", 270, "Công ty TNHH", 12, IsCompany: true, ""),
        new("CP", 150, "Công ty Cổ phần", 20, IsCompany: true, ""),
        new("DNTN", 60, "Doanh nghiệp tư nhân", 3, IsCompany: true, ""),
        new("HKD", 28, "Hộ kinh doanh", 1, IsCompany: false, "GIS"),
        new("HTX", 20, "Hợp tác xã", 2, IsCompany: false, "AEH"),
        new("HD", 2, "Công ty Hợp danh", 3, IsCompany: false, "M"),
        new("CN", 0, "Chi nhánh", 0, IsCompany: false, ""),
    ];

    public byte[] Utf8Code { get; } = Encoding.UTF8.GetBytes(Code);

    public byte[] Utf8Prefix { get; } = Encoding.UTF8.GetBytes(Prefix);

    /// <summary>The form of branches: the one that no head enterprise has.</summary>
    public static LegalForm Branch { get; } = All.Single(form => form.Share == 0);

    public static Shares<LegalForm> Heads(SampleReference reference) => Of(reference, _ => true);

    public static Shares<LegalForm> HeadsWithBranches(SampleReference reference) => Of(reference, form => form.IsCompany);

    public bool WorksIn(string section) => Sections.Length == 0 || Sections.Contains(section, StringComparison.Ordinal);

    private static Shares<LegalForm> Of(SampleReference reference, Func<LegalForm, bool> condition) => new(
        "legal types",
        from form in All where reference.LegalTypes.Contains(form.Code) && condition(form) select (form, form.Share));
}
