using System.Text;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Inference;

/// <summary>Names for machines out of titles for people: "Mã số thuế" is <c>ma_so_thue</c>.</summary>
internal static class Slug
{
    private const int Longest = 60;

    /// <param name="between">What stands for everything but letters and digits.</param>
    /// <returns>Empty where the title has neither.</returns>
    public static string Of(string title, string between)
    {
        var letters = new StringBuilder();
        foreach (var letter in VietnameseText.Fold(title))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                letters.Append(letter);
            else if (letters.Length > 0 && letters[^1] != between[0])
                letters.Append(between);
        }

        var name = letters.ToString().Trim(between[0]);
        return name.Length > Longest ? name[..Longest] : name;
    }
}
