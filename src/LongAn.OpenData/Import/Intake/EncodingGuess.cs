using System.Text;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Intake;

/// <summary>The encoding of a text, found by reading all of it: what is not UTF-8 may only show in its last line.</summary>
/// <param name="Mojibake">Places where UTF-8 was once read as something else and saved so, or letters were lost.</param>
internal sealed record EncodingGuess(string Name, bool HasByteOrderMark, bool IsLegacy, long Mojibake)
{
    private const double PlausibleShare = 0.6;

    /// <summary>Those that a text without Unicode may be in, where its words are Vietnamese.</summary>
    private static readonly string[] Legacy = ["windows-1258", "viscii", "x-tcvn3"];

    /// <summary>How the UTF-8 of Vietnamese letters looks when read as windows-1252, in UTF-8 again; and the sign of a lost letter.</summary>
    private static readonly byte[][] Broken =
        [.. new[] { "áº", "á»", "Ã¡", "Ã ", "Ã¢", "Ã£", "Ã©", "Ãª", "Ã­", "Ã³", "Ã´", "Ãµ", "Ãº", "Ã½", "Ä‘", "Ä\u0090", "Æ°", "Æ¡", "\uFFFD" }.Select(Encoding.UTF8.GetBytes)];

    public static EncodingGuess? Of(Func<Stream> open, byte[] head, CancellationToken cancel)
    {
        if (head is [0xFF, 0xFE, ..])
            return new EncodingGuess("utf-16le", true, false, 0);
        if (head is [0xFE, 0xFF, ..])
            return new EncodingGuess("utf-16be", true, false, 0);
        if (Utf16(head) is { } utf16)
            return new EncodingGuess(utf16, false, false, 0);
        if (TryUtf8(open, cancel, out var mojibake, out var sample))
            return new EncodingGuess("utf-8", head.AsSpan().StartsWith(Encoding.UTF8.Preamble), false, mojibake);

        var best = Legacy.Select(name => (Name: name, Share: VietnameseShare(name, sample))).MaxBy(row => row.Share);
        if (best.Share >= PlausibleShare)
            return new EncodingGuess(best.Name, false, true, 0);
        return IsWestern(sample) ? new EncodingGuess("windows-1252", false, true, 0) : null;
    }

    /// <summary>The encoding that its sender names.</summary>
    public static EncodingGuess Stated(string name, ReadOnlySpan<byte> head) =>
        new(name.ToLowerInvariant(), head.StartsWith(Encoding.UTF8.Preamble) || head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..], false, 0);

    public string Decode(ReadOnlySpan<byte> head)
    {
        var encoding = Encoding.GetEncoding("utf-8");
        if (Name != "utf-8")
            encoding = TextEncoding.Find(Name) is VietnameseCodePage page ? page : Encoding.GetEncoding(Name == "utf-16le" ? "utf-16" : Name);
        return Composed(encoding.GetString(head)).TrimStart('\uFEFF');
    }

    private static string Composed(string text)
    {
        var letters = text.ToCharArray();
        return new string(letters, 0, VietnameseTones.Compose(letters));
    }

    /// <summary>Text in a Latin script has a zero in every second byte.</summary>
    private static string? Utf16(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0 && i % 2 == 0)
                even++;
            else if (head[i] == 0)
                odd++;
        }

        return odd > head.Length / 5 && even < odd / 10 ? "utf-16le" : even > head.Length / 5 && odd < even / 10 ? "utf-16be" : null;
    }

    /// <param name="sample">The bytes around those that are not ASCII, where it is not UTF-8.</param>
    private static bool TryUtf8(Func<Stream> open, CancellationToken cancel, out long mojibake, out byte[] sample)
    {
        mojibake = 0;
        sample = [];
        var buffer = new byte[64 * 1024];
        try
        {
            using var stream = new Utf8Stream(open(), "utf-8");
            while (stream.Read(buffer) is > 0 and var read)
            {
                cancel.ThrowIfCancellationRequested();
                var chunk = buffer.AsSpan(0, read);
                if (chunk.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) < 0)
                    continue;
                foreach (var broken in Broken)
                    mojibake += chunk.Count(broken);
            }

            return true;
        }
        catch (UndecodableBytesException)
        {
            sample = Sample(open);
            return false;
        }
    }

    /// <summary>Lines that are not ASCII, up to a size.</summary>
    private static byte[] Sample(Func<Stream> open)
    {
        const int Most = 256 * 1024;
        using var stream = open();
        using var lines = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (lines.Length < Most && stream.Read(buffer) is > 0 and var read)
        {
            foreach (var range in buffer.AsSpan(0, read).Split((byte)'\n'))
            {
                var line = buffer.AsSpan(0, read)[range];
                if (line.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0)
                {
                    lines.Write(line);
                    lines.WriteByte((byte)'\n');
                }
            }
        }

        return lines.ToArray();
    }

    private static double VietnameseShare(string name, byte[] sample)
    {
        var encoding = (Encoding?)VietnameseCodePage.Find(name) ?? Encoding.GetEncoding(name);
        var (all, good, common) = (0, 0, 0);
        foreach (var word in Words(Composed(encoding.GetString(sample))))
        {
            all++;
            good += VietnameseSyllable.IsPlausible(word) ? 1 : 0;
            common += VietnameseSyllable.IsCommon(word) ? 1 : 0;
        }

        // Read in another's code page, a syllable may still look like one; that it is a common one is no accident.
        return all == 0 ? 0 : (good + common) / (double)all;
    }

    /// <summary>Words of a Western language are mostly ASCII; bytes of another script read so are letters and signs in no order.</summary>
    private static bool IsWestern(byte[] sample)
    {
        var (all, good) = (0, 0);
        foreach (var word in Words(Encoding.GetEncoding("windows-1252").GetString(sample)))
        {
            all++;
            var plain = word.Count(char.IsAsciiLetter);
            good += word.All(letter => char.IsLetter(letter) || letter is '\u2019' or '\'' or '-') && plain * 2 >= word.Length ? 1 : 0;
        }

        return all == 0 || good >= PlausibleShare * all;
    }

    /// <summary>Those with a letter that is not ASCII.</summary>
    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', ',', ';', '\t', '\n', '\r', '"', '.', '(', ')', '/', ':', '|'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(letter => letter > 0x7F)).Take(5_000);
}
