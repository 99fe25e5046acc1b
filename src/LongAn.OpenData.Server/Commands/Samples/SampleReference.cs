using System.Collections.Frozen;
using System.Globalization;
using LongAn.OpenData.Server.Commands.Samples.Places;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>What samples take from the portal's reference datasets, so that every code they use exists there.</summary>
internal sealed class SampleReference
{
    private SampleReference()
    {
    }

    public required IReadOnlyList<SampleDistrict> Districts { get; init; }

    /// <summary>Section letter of VSIC 2018 by division code.</summary>
    public required IReadOnlyDictionary<string, string> IndustrySections { get; init; }

    public required IReadOnlySet<string> LegalTypes { get; init; }

    public required IReadOnlySet<string> EnterpriseStatuses { get; init; }

    /// <param name="read">Gives a dataset's records by field name, values as text in the portal's own form, null where missing.</param>
    /// <exception cref="InvalidOperationException">A record lacks a value that samples need.</exception>
    public static SampleReference From(Func<string, IEnumerable<IReadOnlyDictionary<string, string?>>> read) => new()
    {
        Districts = ReadDistricts(read),
        IndustrySections = read("industries").ToFrozenDictionary(record => Required(record, "code"), record => Required(record, "section_code"), StringComparer.Ordinal),
        LegalTypes = ReadCodes(read("legal-types")),
        EnterpriseStatuses = ReadCodes(read("enterprise-statuses")),
    };

    private static List<SampleDistrict> ReadDistricts(Func<string, IEnumerable<IReadOnlyDictionary<string, string?>>> read)
    {
        var communes = read("communes").Where(StoodIn2022).ToLookup(record => Required(record, "district_code"), StringComparer.Ordinal);
        return [.. read("districts").Select(record => ReadDistrict(record, communes[Required(record, "code")])).Where(district => district.Communes.Count > 0)];
    }

    private static SampleDistrict ReadDistrict(IReadOnlyDictionary<string, string?> record, IEnumerable<IReadOnlyDictionary<string, string?>> communes)
    {
        var name = Required(record, "name_vi");
        return new SampleDistrict(
            Required(record, "code"),
            ReadDegrees(record, "latitude"),
            ReadDegrees(record, "longitude"),
            [.. communes.Select(commune => new SampleCommune(Required(commune, "code"), Required(commune, "name_vi"), Required(commune, "kind_vi"), name))]);
    }

    /// <summary>As whole hundred-thousandths of a degree.</summary>
    private static int ReadDegrees(IReadOnlyDictionary<string, string?> record, string field) =>
        (int)decimal.Round(decimal.Parse(Required(record, field), CultureInfo.InvariantCulture) * SampleDistrict.UnitsPerDegree);

    /// <summary>A boolean is <c>true</c> in a file and <c>1</c> in a store.</summary>
    private static bool StoodIn2022(IReadOnlyDictionary<string, string?> commune) => Required(commune, "in_2022_06") is "true" or "1";

    private static FrozenSet<string> ReadCodes(IEnumerable<IReadOnlyDictionary<string, string?>> records) =>
        records.Select(record => Required(record, "code")).ToFrozenSet(StringComparer.Ordinal);

    private static string Required(IReadOnlyDictionary<string, string?> record, string field) =>
        record.GetValueOrDefault(field) ?? throw new InvalidOperationException($"A reference record has no {field}.");
}
