using System.Text;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// A word as it goes into a full text, UTF-8 with a space behind it: folded, and marked with its tones kept. Neither looks beyond
/// a word, and the words of a dataset come again and again, so each is folded once: it took a third of the time of a full text.
/// </summary>
internal sealed class WordForms
{
    /// <summary>Words beyond these are made anew each time.</summary>
    private const int MostKept = 50_000;

    private readonly Dictionary<byte[], Form> kept = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], Form>.AlternateLookup<ReadOnlySpan<byte>> byText;
    private readonly WordList list = new();

    public WordForms() => byText = kept.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>How often each folded word was asked for; ask for it last.</summary>
    public WordList List
    {
        get
        {
            foreach (var form in kept.Values)
                Count(form);
            return list;
        }
    }

    /// <param name="word">UTF-8, with no letter in it that is not <see cref="Query.TextQuery.IsOfWord"/>.</param>
    public Form Of(ReadOnlySpan<byte> word)
    {
        if (byText.TryGetValue(word, out var form))
        {
            form.Times++;
            return form;
        }

        form = new Form(word);
        if (kept.Count < MostKept)
            byText[word] = form;
        else
            Count(form);
        return form;
    }

    private void Count(Form form)
    {
        list.Add(Encoding.UTF8.GetString(form.Folded.AsSpan()[..^1]), form.Times);
        form.Times = 0;
    }

    internal sealed class Form
    {
        public Form(ReadOnlySpan<byte> word)
        {
            var letters = Encoding.UTF8.GetString(word);
            Folded = Encoding.UTF8.GetBytes(VietnameseText.Fold(letters) + ' ');
            Marked = Encoding.UTF8.GetBytes(VietnameseTones.MarkWords(letters) + ' ');
        }

        public byte[] Folded { get; }

        public byte[] Marked { get; }

        public long Times { get; set; } = 1;
    }
}
