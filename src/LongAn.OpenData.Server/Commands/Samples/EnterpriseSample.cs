using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Commands.Samples.Enterprises;
using LongAn.OpenData.Server.Commands.Samples.Places;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>
/// Synthetic enterprises in tax code order: a head enterprise, then its branches. Their capital adds up to the total that was reported,
/// see <see cref="CapitalAllotment"/>; nothing else about them is a fact.
/// </summary>
internal sealed class EnterpriseSample : SampleSet
{
    /// <summary>Nine in ten have a tax code of their own, and there are about nine million.</summary>
    public const long MaxRows = TaxCodes.MaxCount * 10 / 9;

    private const int LongestName = 512;
    private const long VndPerMillion = 1_000_000;

    /// <summary>From a Monday, 3 January 2000, to a Wednesday.</summary>
    private static readonly SampleDays Days = new(new DateOnly(2000, 1, 3), new DateOnly(2022, 11, 30));

    private readonly EnterpriseFields fields;
    private readonly HeadEnterprises heads;
    private readonly CapitalAllotment capital;
    private readonly TaxCodes taxCodes;
    private readonly Dictionary<LegalForm, Shares<Activity>> activities = new(ReferenceEqualityComparer.Instance);
    private readonly Shares<EnterpriseStatus> statuses;
    private readonly Shares<SampleDistrict> districts;
    private readonly SampleRandom random;
    private readonly byte[] headName = new byte[LongestName];
    private readonly SampleReference reference;
    private int headNameLength;
    private Activity? activity;
    private int registeredOn;
    private int branch;

    /// <param name="schema">Of the dataset enterprises.</param>
    /// <exception cref="ArgumentOutOfRangeException">More rows than <see cref="MaxRows"/>.</exception>
    public EnterpriseSample(TableSchema schema, SampleReference reference, long rows, ulong seed)
        : base(schema)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaxRows);
        this.reference = reference;
        fields = new EnterpriseFields(field => Position(schema, field));
        heads = new HeadEnterprises(rows, reference, seed);
        capital = new CapitalAllotment(CapitalAllotment.TotalOf(rows), heads.Count, SumWeights(new HeadEnterprises(rows, reference, seed)));
        random = new SampleRandom(seed, stream: 2);
        taxCodes = new TaxCodes(heads.Count, new SampleRandom(seed, stream: 3));
        statuses = EnterpriseStatus.Of(reference);
        districts = DistrictShare.Of(reference);
    }

    public override bool Read()
    {
        if (branch < heads.Branches)
        {
            WriteBranch(++branch);
            return true;
        }

        if (!heads.Read())
            return false;

        branch = 0;
        WriteHead();
        return true;
    }

    private static long SumWeights(HeadEnterprises heads)
    {
        var sum = 0L;
        while (heads.Read())
            sum += heads.CapitalWeight;
        return sum;
    }

    private void WriteHead()
    {
        Record.Clear();
        taxCodes.MoveNext();
        activity = PickActivity(heads.Form);
        registeredOn = Days.OfficeDayUpTo(PickDay());
        var millions = capital.Take(heads.CapitalWeight);

        Record.SetText(fields.TaxCode, taxCodes.Current);
        EnterpriseNames.AppendHead(Record, heads.Form, activity, random).EndText(fields.Name);
        Record.SetInteger(fields.Capital, millions * VndPerMillion);
        Record.SetInteger(fields.Employees, PickEmployees(millions));
        WriteRest(heads.Form, activity, registeredOn);
        KeepHeadName();
    }

    private void WriteBranch(int number)
    {
        Record.Clear();
        Record.Append(taxCodes.Current).Append("-"u8).Append(number, digits: 3).EndText(fields.TaxCode);
        EnterpriseNames.AppendBranch(Record, number, headName.AsSpan(0, headNameLength)).EndText(fields.Name);
        Record.SetInteger(fields.Employees, random.Between(1, 6) * random.Between(1, 8));
        WriteRest(LegalForm.Branch, activity!, Days.OfficeDayUpTo(random.Between(registeredOn, Days.Last)));
    }

    private void WriteRest(LegalForm form, Activity work, int day)
    {
        var district = districts.Pick(random);
        var commune = district.PickCommune(random);
        Record.SetText(fields.LegalType, form.Utf8Code);
        Record.SetText(fields.Status, statuses.Pick(random).Utf8Code);
        Record.SetText(fields.Industry, work.Utf8Code);
        Record.SetText(fields.District, district.Utf8Code);
        Record.SetText(fields.Commune, commune.Utf8Code);
        SampleAddress.AppendDoor(Record, commune, random);
        Record.EndText(fields.Address);
        Record.SetText(fields.RegisteredOn, Days.GetText(day));
        Record.SetReal(fields.Latitude, district.PickLatitude(random));
        Record.SetReal(fields.Longitude, district.PickLongitude(random));
        Record.SetText(fields.Provenance, "synthetic"u8);
    }

    private void KeepHeadName()
    {
        var name = Record.GetText(fields.Name);
        name.CopyTo(headName);
        headNameLength = name.Length;
    }

    private Activity PickActivity(LegalForm form)
    {
        if (!activities.TryGetValue(form, out var shares))
            activities.Add(form, shares = Activity.Of(form, reference));
        return shares.Pick(random);
    }

    /// <summary>Rises with the tax code, ever more slowly, so that recent years have most enterprises: f(5 - 2f)/3. Half a year off either way.</summary>
    private int PickDay()
    {
        const int Jitter = 180;
        const int FractionBits = 20;
        var fraction = ((heads.Count - heads.Left) << FractionBits) / heads.Count;
        var risen = Days.Last * fraction * ((5L << FractionBits) - (2 * fraction)) / 3;
        var day = (int)(risen >> (2 * FractionBits)) + random.Between(-Jitter, Jitter);
        return day > Days.Last ? (2 * Days.Last) - day : Math.Abs(day);
    }

    /// <summary>One for every 80 to 600 million VND; above 50 tỷ capital goes into machines rather than people.</summary>
    private long PickEmployees(long millions)
    {
        const long Machines = 50_000;
        var wages = millions <= Machines ? millions : Machines + ((millions - Machines) / 8);
        return 1 + (wages / random.Between(80, 600));
    }
}
