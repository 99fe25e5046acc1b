using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>How many enterprises of a hundred have a status of the dataset enterprise-statuses.</summary>
internal sealed record EnterpriseStatus(string Code, int Share)
{
    private static readonly EnterpriseStatus[] All =
    [
        new("active", 86),
        new("suspended", 5),
        new("not-at-registered-address", 3),
        new("dissolving", 2),
        new("dissolved", 4),
    ];

    public byte[] Utf8Code { get; } = Encoding.UTF8.GetBytes(Code);

    public static Shares<EnterpriseStatus> Of(SampleReference reference) => new(
        "enterprise statuses",
        from status in All where reference.EnterpriseStatuses.Contains(status.Code) select (status, status.Share));
}
