namespace LongAn.OpenData.Import.PersonalData;

/// <summary>
/// The twelve digits of a citizen's number (Decree 137/2015, article 13): the province of birth, century and sex, year, six digits more.
/// </summary>
internal static class IdentityNumber
{
    /// <summary>Provinces as the General Statistics Office numbered them until 30 June 2025; the numbers stay with those born there.</summary>
    private static readonly HashSet<int> Provinces =
    [
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60,
        62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
    ];

    /// <summary>Twentieth century 0 and 1, twenty-first 2 and 3.</summary>
    private const int LastCentury = 3;

    public static bool IsSound(ReadOnlySpan<byte> digits) =>
        digits.Length == 12 && Provinces.Contains(((digits[0] - '0') * 100) + ((digits[1] - '0') * 10) + digits[2] - '0') && digits[3] - '0' <= LastCentury;
}
