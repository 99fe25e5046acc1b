using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>Words of equal chance, as UTF-8. An empty word stands for leaving it out.</summary>
internal sealed class WordList(params string[] words)
{
    private readonly byte[][] utf8 = [.. words.Select(Encoding.UTF8.GetBytes)];

    public ReadOnlySpan<byte> Pick(SampleRandom random) => utf8[random.Below(utf8.Length)];
}
