namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>
/// Invented names: a word of the delta's nature and two syllables of good omen. Companies do not call themselves so, which keeps the names
/// clear of real ones.
/// </summary>
internal static class EnterpriseNames
{
    private static readonly WordList Nature = new(
        "Tràm", "Đước", "Sậy", "Bông Lúa", "Mạ Non", "Mây", "Nắng", "Gió Đồng", "Trăng", "Sóng Vàm", "Suối", "Bông Súng", "Lục Bình", "Điên Điển",
        "Cánh Cò", "Cánh Diều", "Vàm Xanh", "Rạch Trong", "Đồng Sen", "Bến Nắng", "Phù Sa", "Mùa Nước", "Bờ Kinh", "Cầu Tre");

    private static readonly WordList First = new(
        "An", "Bảo", "Bình", "Cát", "Châu", "Đại", "Đăng", "Đông", "Gia", "Hải", "Hiệp", "Hoàng", "Hưng", "Khánh", "Khải", "Kiến",
        "Lâm", "Lộc", "Minh", "Mỹ", "Nghĩa", "Nhật", "Phú", "Phúc", "Phước", "Quang", "Tâm", "Tân", "Thành", "Thuận", "Vĩnh", "Xuân");

    private static readonly WordList Second = new(
        "Ân", "Cường", "Đạt", "Điền", "Đức", "Hà", "Hậu", "Hòa", "Khang", "Khôi", "Kiệt", "Lợi", "Lương", "Mẫn", "Nguyên", "Nhân",
        "Phong", "Quân", "Quý", "Sơn", "Tấn", "Thái", "Thạnh", "Thịnh", "Thông", "Tín", "Toàn", "Trí", "Trực", "Uy", "Vinh", "Vượng");

    /// <summary>Appends <c>Công ty TNHH Sản xuất Bao bì Giấy Tràm Phú Khang</c>.</summary>
    public static SampleRecord AppendHead(SampleRecord record, LegalForm form, Activity activity, SampleRandom random)
    {
        record.Append(form.Utf8Prefix);
        if (form.IsCompany)
            record.AppendWord(activity.Lines.Pick(random));

        return record.AppendWord(activity.Words.Pick(random)).AppendWord(Nature.Pick(random)).AppendWord(First.Pick(random)).AppendWord(Second.Pick(random));
    }

    /// <summary>Appends <c>Chi nhánh số 2 - </c> and the head's name.</summary>
    public static SampleRecord AppendBranch(SampleRecord record, int number, ReadOnlySpan<byte> headName) =>
        record.Append(LegalForm.Branch.Utf8Prefix).Append(" số "u8).Append(number).Append(" - "u8).Append(headName);
}
