using System.Text.RegularExpressions;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Intake;

/// <summary>Whether a word could be a Vietnamese syllable: how a text in an unknown encoding is recognised.</summary>
internal static partial class VietnameseSyllable
{
    private const string Letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ\u0300\u0301\u0303\u0309\u0323";

    /// <summary>Syllables that tables of offices are full of.</summary>
    private static readonly HashSet<string> Common =
    [
        "xã", "phường", "thị", "trấn", "huyện", "quận", "tỉnh", "thành", "phố", "ấp", "mã", "tên", "số", "năm", "ngày", "tháng", "đơn", "vị", "địa", "chỉ", "công", "của", "và", "có", "không",
        "được", "người", "các", "nhà", "nước", "đường", "nguyễn", "trần", "lê", "phạm", "văn", "thủ", "tục", "sở", "lượng", "tổng", "tiền", "đồng", "giá", "trị", "hòa", "hoà", "đức", "tân", "mỹ", "bến", "lức", "cần",
        "việt", "miền", "hộ", "bộ", "cấp", "trường", "học", "nông", "nghiệp", "đất", "khu", "vực", "dân", "tế", "y", "loại", "hình", "trạng", "thái", "hoạt", "động", "quản", "lý",
    ];

    public static bool IsCommon(string word) => Common.Contains(word.ToLowerInvariant());

    public static bool IsPlausible(string word)
    {
        foreach (var letter in word)
        {
            if (!Letters.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal))
                return false;
        }

        // Capitals stand first or throughout.
        var capitals = word.Count(char.IsUpper);
        return (capitals == 0 || capitals == word.Count(char.IsLetter) || (capitals == 1 && char.IsUpper(word[0]))) && Shape().IsMatch(VietnameseText.Fold(word));
    }

    [GeneratedRegex("^(ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ch|nh|ng|[cmnpt])?\\z")]
    private static partial Regex Shape();
}
