namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>
/// The head enterprises in tax code order, with only what the totals hang on: form, weight, branches. Reading it is cheap and has its own
/// random stream, so it is read once for the sum of the weights and again for the records.
/// </summary>
internal sealed class HeadEnterprises(long rows, SampleReference reference, ulong seed)
{
    /// <summary>One record in ten is a branch.</summary>
    private const long RowsPerBranch = 10;

    private static readonly Shares<int> BranchCounts = new("branches", [(1, 68), (2, 20), (3, 9), (4, 3)]);

    private readonly Shares<LegalForm> forms = LegalForm.Heads(reference);
    private readonly Shares<LegalForm> formsWithBranches = LegalForm.HeadsWithBranches(reference);
    private readonly SampleRandom random = new(seed, stream: 1);
    private long headsLeft = rows - (rows / RowsPerBranch);
    private long branchesLeft = rows / RowsPerBranch;

    public long Count { get; } = rows - (rows / RowsPerBranch);

    /// <summary>How many come after the current one.</summary>
    public long Left => headsLeft;

    public int Branches { get; private set; }

    public LegalForm Form { get; private set; } = LegalForm.Branch;

    public long CapitalWeight { get; private set; }

    public bool Read()
    {
        if (headsLeft == 0)
            return false;

        Branches = PickBranches();
        Form = (Branches > 0 ? formsWithBranches : forms).Pick(random);
        CapitalWeight = CapitalBand.PickWeight(random, Form);
        headsLeft--;
        branchesLeft -= Branches;
        return true;
    }

    /// <summary>The chance follows what is left to give out, so that the last head has few to take up; those with branches have 1.5 on average.</summary>
    private int PickBranches()
    {
        if (headsLeft == 1)
            return (int)branchesLeft;
        if (random.Below(3 * headsLeft) >= 2 * branchesLeft)
            return 0;
        return (int)Math.Min(BranchCounts.Pick(random), branchesLeft);
    }
}
