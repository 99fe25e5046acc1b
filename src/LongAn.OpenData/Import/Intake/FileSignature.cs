using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import.Intake;

/// <summary>Files that are known by their first bytes: one row each.</summary>
/// <param name="Starts">Any of these.</param>
/// <param name="Problem">What to tell the sender; null for a zip archive, which is looked into.</param>
internal sealed record FileSignature(byte[][] Starts, Func<string, Problem>? Problem)
{
    /// <summary>UTF-16 names in the directory of an OLE file.</summary>
    private static readonly byte[] Encrypted = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>The record FILEPASS of BIFF8: an XLS with a password.</summary>
    private static readonly byte[] FilePass = [0x2F, 0x00, 0x36, 0x00];

    private static readonly FileSignature Password = new(
        [], name => Of(name, $"{name} có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu rồi lưu thành .xlsx hoặc CSV UTF-8.", $"{name} has a password. Open it in Excel, take the password off and save it as .xlsx or CSV UTF-8."));

    private static readonly FileSignature[] All =
    [
        new([[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6]], null),
        new([[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [9, 8, 8, 0], [9, 4, 6, 0], [9, 0, 4, 0]],
            name => Of(name, $"{name} là Excel đời cũ (.xls) hoặc tệp Office cũ. Hãy mở ra rồi lưu thành .xlsx hoặc CSV UTF-8.", $"{name} is an old Excel workbook (.xls) or another old Office file. Open it and save it as .xlsx or CSV UTF-8.")),
        new(["%PDF"u8.ToArray()], name => Of(name, $"{name} là PDF, không phải bảng dữ liệu. Hãy gửi bảng gốc (.xlsx, CSV).", $"{name} is a PDF, not a table. Send the table that it was made of (.xlsx, CSV).")),
        new(["PAR1"u8.ToArray(), "SQLite format 3"u8.ToArray()], name => Of(name, $"{name} là Parquet hoặc SQLite, chưa được nhận. Hãy xuất ra CSV hoặc JSON.", $"{name} is Parquet or SQLite, which are not taken. Export it as CSV or JSON.")),
        new(["<!DOCTYPE"u8.ToArray(), "<!doctype"u8.ToArray(), "<html"u8.ToArray(), "<HTML"u8.ToArray(), "<table"u8.ToArray(), "<?xml"u8.ToArray()],
            name => Of(name, $"{name} là trang web hoặc XML. Hãy mở bằng Excel rồi lưu thành .xlsx hoặc CSV UTF-8.", $"{name} is a web page or XML. Open it in Excel and save it as .xlsx or CSV UTF-8.")),
        new(["{\\rtf"u8.ToArray()], name => Of(name, $"{name} là tài liệu RTF, không phải bảng dữ liệu.", $"{name} is an RTF document, not a table.")),
    ];

    public static FileSignature? Find(ReadOnlySpan<byte> head)
    {
        foreach (var row in All)
        {
            foreach (var start in row.Starts)
            {
                if (!head.StartsWith(start))
                    continue;

                return row.Problem is not null && start[0] == 0xD0 && (head.IndexOf(Encrypted) >= 0 || head.IndexOf(FilePass) >= 0) ? Password : row;
            }
        }

        return null;
    }

    private static Problem Of(string name, string vi, string en) => new(ProblemCode.UnsupportedFile, vi, en) { Place = new ProblemPlace(name) };
}
