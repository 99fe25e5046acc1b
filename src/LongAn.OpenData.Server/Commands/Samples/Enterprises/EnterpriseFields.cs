namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>Where each field of the dataset enterprises stands in its records.</summary>
internal sealed class EnterpriseFields(Func<string, int> position)
{
    public int TaxCode { get; } = position("tax_code");

    public int Name { get; } = position("name");

    public int LegalType { get; } = position("legal_type_code");

    public int Status { get; } = position("status_code");

    public int Industry { get; } = position("industry_code");

    public int District { get; } = position("district_code");

    public int Commune { get; } = position("commune_code");

    public int Address { get; } = position("address");

    public int RegisteredOn { get; } = position("registered_on");

    public int Capital { get; } = position("charter_capital_vnd");

    public int Employees { get; } = position("employees");

    public int Latitude { get; } = position("latitude");

    public int Longitude { get; } = position("longitude");

    public int Provenance { get; } = position("provenance");
}
