using System.Text;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>The words of one record as they go into its full text, in memory that serves them all.</summary>
internal sealed class FullTextWords
{
    /// <summary>A word nobody types, between fields, so that no phrase runs from one into the next.</summary>
    private const string Between = " __ ";

    private readonly WordList list = new();
    private char[] field = new char[1024];
    private char[] words = new char[4096];
    private byte[] utf8 = new byte[4096 * 3];
    private int length;

    /// <summary>How often each folded word was seen.</summary>
    public WordList List => list;

    public void Clear() => length = 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        var needed = length + (3 * text.Length) + (2 * Between.Length);
        if (field.Length < text.Length)
            field = new char[text.Length * 2];
        if (words.Length < needed)
            Array.Resize(ref words, needed * 2);
        var letters = field.AsSpan(0, Encoding.UTF8.GetChars(text, field));
        var folded = words.AsSpan(length, VietnameseText.Fold(letters, words.AsSpan(length)));
        length += folded.Length;
        AddBetween();
        list.Add(words.AsSpan(length - folded.Length - Between.Length, folded.Length + Between.Length));
        length += VietnameseTones.WriteMarked(letters, words.AsSpan(length));
        AddBetween();
    }

    public ReadOnlySpan<byte> ToUtf8()
    {
        if (utf8.Length < length * 3)
            utf8 = new byte[words.Length * 3];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(words.AsSpan(0, length), utf8));
    }

    private void AddBetween()
    {
        Between.CopyTo(words.AsSpan(length));
        length += Between.Length;
    }
}
