using System.Text;

namespace LongAn.OpenData.Text;

/// <summary>Encodings by the names of the IANA registry, and the Vietnamese ones that it lacks; all of them strict.</summary>
public static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<Encoding> Vietnamese { get; } = [VietnameseCodePage.Viscii, VietnameseCodePage.Tcvn3];

    /// <returns>Null where no encoding has the name.</returns>
    public static Encoding? Find(string name)
    {
        if (VietnameseCodePage.Find(name) is { } vietnamese)
            return vietnamese;

        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException) // UTF-7 is known, and refused
        {
            return null;
        }
    }
}
