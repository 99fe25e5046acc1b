namespace LongAn.OpenData.Text;

/// <summary>One text in the portal's two languages. Where English is missing, Vietnamese stands in.</summary>
/// <param name="Vi" example="Đơn vị hành chính cấp huyện">Vietnamese.</param>
/// <param name="En" example="Districts">English.</param>
public sealed record LocalizedText(string Vi, string? En = null)
{
    public static LocalizedText Empty { get; } = new("");

    /// <param name="language"><c>vi</c> or <c>en</c>; anything else reads as Vietnamese, the portal's main language.</param>
    public string In(string language) => language == "en" ? En ?? Vi : Vi;
}
