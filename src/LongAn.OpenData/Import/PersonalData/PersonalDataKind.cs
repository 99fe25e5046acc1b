using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.PersonalData;

/// <summary>What identifies a person: one row each. A field is known by its name or title, by its values, or by both.</summary>
/// <param name="Words">Of the names and titles of such fields, folded.</param>
/// <param name="Traces">What its values look like.</param>
internal sealed record PersonalDataKind(string Name, LocalizedText Title, string[] Words, Traces Traces)
{
    /// <summary>Values alone tell it: so many of them, or such a share of the field's.</summary>
    public (long Count, double Share)? Enough { get; private init; }

    public static IReadOnlyList<PersonalDataKind> All { get; } =
    [
        new("person-name", new("họ tên của người", "names of people"),
            ["ho ten", "ho va ten", "ten nguoi", "nguoi dai dien", "dai dien phap luat", "chu ho", "chu doanh nghiep", "nguoi nop", "nguoi gui", "nguoi phan anh", "nguoi lien he", "full name", "first name", "last name", "person name", "legal representative", "contact person"],
            Traces.None),
        new("phone", new("số điện thoại", "telephone numbers"),
            ["dien thoai", "sdt", "so dt", "di dong", "phone", "telephone", "mobile", "tel"],
            Traces.Mobile | Traces.FixedLine) { Enough = (1, 0) },
        new("identity-number", new("số định danh cá nhân, CCCD, CMND, hộ chiếu", "identity numbers"),
            ["cccd", "cmnd", "cmtnd", "can cuoc", "chung minh", "dinh danh ca nhan", "so dinh danh", "identity number", "identity card", "id card", "national id", "citizen id"],
            Traces.Identity) { Enough = (5, 0.01) },
        new("passport", new("số hộ chiếu", "passport numbers"), ["ho chieu", "passport"], Traces.None),
        new("email", new("thư điện tử", "e-mail addresses"), ["email", "e mail", "thu dien tu"], Traces.Email) { Enough = (1, 0) },
        new("birth-date", new("ngày sinh", "dates of birth"), ["ngay sinh", "ngay thang nam sinh", "nam sinh", "birth date", "date of birth", "birthday", "birthdate", "dob"], Traces.None),
        new("home-address", new("nơi ở của người", "home addresses"), ["thuong tru", "tam tru", "cho o hien nay", "noi o hien nay", "dia chi nha", "que quan", "permanent address", "home address", "place of residence"], Traces.None),
        new("bank-account", new("số tài khoản, số thẻ", "bank accounts and cards"), ["so tai khoan", "stk", "tai khoan ngan hang", "so the", "bank account", "account number", "card number", "iban"], Traces.Card) { Enough = (5, 0.3) },
        new("insurance-number", new("số thẻ bảo hiểm", "insurance numbers"), ["so bhxh", "so bhyt", "ma bhxh", "ma bhyt", "the bhyt", "so bao hiem", "ma so bao hiem", "insurance number"], Traces.None),
    ];

    /// <summary>Values must agree with the name: a field of a number of telephones is called so too.</summary>
    public bool NeedsValues => Traces != Traces.None && Name != "bank-account";

    /// <summary>The field's name or a title of it is of this kind.</summary>
    public bool IsNamed(Field field) => new[] { field.Name, field.Title.Vi, field.Title.En }.OfType<string>().Any(IsNamed);

    private bool IsNamed(string name)
    {
        var words = Split(name);
        var joined = words.Replace(" ", "", StringComparison.Ordinal);
        return Words.Any(word => $" {words} ".Contains($" {word} ", StringComparison.Ordinal) || joined == word.Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>"NgaySinh", "ngay_sinh" and "Ngày sinh" are the words "ngay sinh".</summary>
    private static string Split(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                words.Append(' ');
            words.Append(char.IsLetterOrDigit(name[i]) || name[i] > 0x2FF ? name[i] : ' ');
        }

        return string.Join(' ', VietnameseText.Fold(words.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
