using LongAn.OpenData.Query;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>The words of one record as they go into its full text, in memory that serves them all.</summary>
internal sealed class FullTextWords
{
    private readonly WordForms forms = new();
    private byte[] words = new byte[4096];
    private int length;
    private byte[] marked = new byte[2048];
    private int markedLength;

    /// <summary>How often each folded word was seen.</summary>
    public WordList List => forms.List;

    /// <summary>A word nobody types, between fields, so that no phrase runs from one into the next.</summary>
    private static ReadOnlySpan<byte> Between => "__ "u8;

    public void Clear() => length = 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        markedLength = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && TextQuery.IsOfWord(text[at]))
                at++;
            if (at == start)
                continue;

            var form = forms.Of(text[start..at]);
            Append(ref words, ref length, form.Folded);
            Append(ref marked, ref markedLength, form.Marked);
        }

        Append(ref words, ref length, Between);
        Append(ref words, ref length, marked.AsSpan(0, markedLength));
        Append(ref words, ref length, Between);
    }

    public ReadOnlySpan<byte> ToUtf8() => words.AsSpan(0, length);

    private static void Append(ref byte[] bytes, ref int length, ReadOnlySpan<byte> more)
    {
        if (bytes.Length - length < more.Length)
            Array.Resize(ref bytes, (length + more.Length) * 2);
        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
    }
}
