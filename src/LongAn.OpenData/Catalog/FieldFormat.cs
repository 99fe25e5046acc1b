using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>Whether a value fits a format.</summary>
public enum Fit
{
    Fits,

    /// <summary>It may be right; somebody should look.</summary>
    Doubtful,

    Broken,
}

/// <summary>Tells whether a value, as text in the portal's own form, fits a format.</summary>
public delegate Fit FieldFormatCheck(ReadOnlySpan<byte> value);

/// <summary>
/// What a field's values are written like in Vietnam, beside their type: one row each. Table Schema has no place for formats of one's own,
/// so a field says it as <c>portal.format</c>.
/// </summary>
/// <param name="Title">In words: what the values are.</param>
/// <param name="Rule">What a value must be, behind "must be".</param>
/// <param name="Pattern">A regular expression that says most of it, for OpenAPI; null where there is none.</param>
public sealed record FieldFormat(string Name, LocalizedText Title, LocalizedText Rule, string? Pattern, string Example, FieldFormatCheck Check)
{
    /// <summary>The type of field that may have it.</summary>
    public FieldType Type { get; private init; } = FieldType.String;

    public static readonly FieldFormat TaxCode = new(
        "tax-code", new("mã số thuế", "a tax code"),
        new("mười chữ số với chữ số kiểm tra đúng; chi nhánh thêm dấu gạch và ba chữ số", "ten digits with a right check digit; for a branch a hyphen and three digits more"),
        "[0-9]{10}(-[0-9]{3})?", "1101983767",
        value => !Catalog.TaxCode.HasShape(value) ? Fit.Broken : Catalog.TaxCode.IsChecked(value) switch { true => Fit.Fits, null => Fit.Doubtful, false => Fit.Broken });

    public static readonly FieldFormat AgencyCode = new(
        "agency-code", new("mã định danh cơ quan", "the identifier of an agency"),
        new("một chữ cái và hai chữ số, rồi đến ba nhóm .NN (Quyết định 20/2020/QĐ-TTg), ví dụ H36.1.2 viết là H36.01.02", "a letter and two digits, then up to three groups .NN (Decision 20/2020/QĐ-TTg), such as H36.01.02"),
        "[A-Z][0-9]{2}(\\.[0-9]{2,3}){0,3}", "H36.01.02", IsAgencyCode);

    public static readonly FieldFormat ProcedureCode = new(
        "procedure-code", new("mã thủ tục hành chính", "the code of an administrative procedure"),
        new("một chữ số, dấu chấm và sáu chữ số", "a digit, a dot and six digits"),
        "[0-9]\\.[0-9]{6}", "1.000650",
        value => value.Length == 8 && value[1] == '.' && Digits(value[..1]) && Digits(value[2..]) ? Fit.Fits : Fit.Broken);

    public static readonly FieldFormat ProvinceCode = OfDigits("province-code", 2, new("mã tỉnh", "the code of a province"), "80");
    public static readonly FieldFormat DistrictCode = OfDigits("district-code", 3, new("mã huyện", "the code of a district"), "794");
    public static readonly FieldFormat CommuneCode = OfDigits("commune-code", 5, new("mã xã", "the code of a commune"), "27685");

    public static readonly FieldFormat Phone = new(
        "phone", new("số điện thoại", "a telephone number"),
        new("số điện thoại Việt Nam: di động 10 chữ số, cố định 11 chữ số, hoặc tổng đài", "a number of Vietnam: a mobile of ten digits, a fixed line of eleven, or a hotline"),
        null, "0272 3826 000", value => VietnamesePhone.IsPhone(value) ? Fit.Fits : Fit.Broken);

    public static readonly FieldFormat Vnd = new(
        "vnd", new("số tiền bằng đồng", "an amount in VND"),
        new("số nguyên không âm, tính bằng đồng; dưới 1.000 thường là đã ghi bằng triệu hay tỷ", "a whole number of đồng, not negative; under 1,000 it was most likely written in millions or billions"),
        null, "570000000", value => value is [(byte)'-', ..] ? Fit.Broken : value.Length < 4 && !value.SequenceEqual("0"u8) ? Fit.Doubtful : Fit.Fits)
    { Type = FieldType.Integer };

    public static IReadOnlyList<FieldFormat> All { get; } = [TaxCode, AgencyCode, ProcedureCode, ProvinceCode, DistrictCode, CommuneCode, Phone, Vnd];

    public static FieldFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    public override string ToString() => Name;

    private static FieldFormat OfDigits(string name, int count, LocalizedText title, string example) => new(
        name, title, new($"đúng {count} chữ số", $"exactly {count} digits"), $"[0-9]{{{count}}}", example,
        value => value.Length == count && Digits(value) ? Fit.Fits : Fit.Broken);

    private static Fit IsAgencyCode(ReadOnlySpan<byte> value)
    {
        if (value.Length < 3 || value[0] is < (byte)'A' or > (byte)'Z' || !Digits(value[1..3]))
            return Fit.Broken;

        var groups = 0;
        for (var rest = value[3..]; !rest.IsEmpty; groups++)
        {
            var end = rest[1..].IndexOf((byte)'.');
            var group = end < 0 ? rest[1..] : rest[1..(end + 1)];
            if (rest[0] != '.' || group.Length is < 2 or > 3 || !Digits(group) || groups == 3)
                return Fit.Broken;

            rest = rest[(group.Length + 1)..];
        }

        return Fit.Fits;
    }

    private static bool Digits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
