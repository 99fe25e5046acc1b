using LongAn.OpenData.Server.Explorer.Frame;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>What stands in a chart, as the reader reads it.</summary>
internal static class ChartText
{
    public static string LabelOf(PageContext page, ChartRow row) => row.Bin is { } bin ? $"{Of(page, bin.From)} – {Of(page, bin.To)}" : page.T(row.Label);

    public static string Of(PageContext page, object? value) => value switch
    {
        null => "–",
        long whole => page.Number(whole),
        double real => page.Number(real),
        decimal exact => exact.ToString("#,##0.####", page.Culture),
        byte[] text => System.Text.Encoding.UTF8.GetString(text),
        _ => value.ToString()!,
    };
}
