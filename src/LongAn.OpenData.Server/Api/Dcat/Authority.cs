namespace LongAn.OpenData.Server.Api.Dcat;

/// <summary>Addresses in the controlled vocabularies of the EU Publications Office, which DCAT-AP asks for.</summary>
internal static class Authority
{
    public const string DataThemes = Root + "data-theme";
    public const string PublicAccess = Root + "access-right/PUBLIC";
    public const string SyntheticData = Root + "dataset-type/SYNTHETIC_DATA";
    public const string Vietnam = Root + "country/VNM";
    public const string Vietnamese = Root + "language/VIE";
    public const string English = Root + "language/ENG";
    public const string Stable = Root + "planned-availability/STABLE";
    private const string Root = "http://publications.europa.eu/resource/authority/";

    public static string Theme(string code) => $"{DataThemes}/{code}";

    public static string Frequency(string code) => $"{Root}frequency/{code}";

    public static string FileType(string code) => $"{Root}file-type/{code}";
}
