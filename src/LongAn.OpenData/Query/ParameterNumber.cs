using System.Globalization;

namespace LongAn.OpenData.Query;

/// <summary>One of the numbers that a parameter is made of, with commas between them.</summary>
/// <param name="Name">What the documentation calls it.</param>
/// <param name="Minimum">The least it may be; all of them are finite.</param>
/// <param name="IsLimited">Past the maximum is over a limit of the portal's, not outside what there is.</param>
public sealed record ParameterNumber(string Name, double Minimum, double Maximum, bool IsLimited = false)
{
    public static ParameterNumber Longitude(string name) => new(name, -180, 180);

    public static ParameterNumber Latitude(string name) => new(name, -90, 90);

    /// <returns>Null where the text is no finite number.</returns>
    public static double? TryRead(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public bool Holds(double number) => number >= Minimum && number <= Maximum;
}
