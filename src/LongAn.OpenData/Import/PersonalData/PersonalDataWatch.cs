using System.Buffers.Text;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import.PersonalData;

/// <summary>
/// Watches the values of one field go by and says at the end whether they are somebody's. What it tells has rows and counts, never the values.
/// </summary>
internal sealed class PersonalDataWatch
{
    private const int FewestToDoubt = 20;
    private const double ShareToDoubt = 0.8;
    private static readonly Traces[] Kinds = [Traces.Mobile, Traces.FixedLine, Traces.Identity, Traces.NineDigits, Traces.Card, Traces.Email, Traces.MobileOrTaxCode];

    private readonly Field field;
    private readonly PersonalDataKind[] named;
    private readonly long[] counts = new long[Kinds.Length];
    private readonly long[] firstRows = new long[Kinds.Length];
    private readonly bool isText;
    private readonly bool isWhole;
    private long values;
    private long firstRow;

    public PersonalDataWatch(Field field)
    {
        this.field = field;
        named = [.. PersonalDataKind.All.Where(kind => kind.IsNamed(field))];
        isText = field.Type.Kind is ValueKind.Text or ValueKind.Json && (field.Type.IsText || field.Type.Kind == ValueKind.Json);
        isWhole = field.Type.Kind == ValueKind.Integer;
    }

    /// <returns>Null for a field whose values cannot be anybody's, or are declared public.</returns>
    public static PersonalDataWatch? For(Field field)
    {
        if (field.PublicReason is not null || field.Type == FieldType.Boolean || field.Constraints.Enum is not null)
            return null;

        var watch = new PersonalDataWatch(field);
        return watch.isText || watch.isWhole || watch.named.Length > 0 ? watch : null;
    }

    public void Look(in ParsedValue value, long row)
    {
        if (value.Kind == ValueKind.Null)
            return;

        if (values++ == 0)
            firstRow = row;
        var traces = isText ? NumberScan.Of(value.Text) : isWhole && value.Integer >= 100_000_000 ? OfWhole(value.Integer) : Traces.None;
        if (traces == Traces.None)
            return;

        for (var i = 0; i < Kinds.Length; i++)
        {
            if ((traces & Kinds[i]) == 0)
                continue;
            if (counts[i]++ == 0)
                firstRows[i] = row;
        }
    }

    public void Report(ImportReport report, string file)
    {
        if (values == 0)
            return;

        foreach (var kind in PersonalDataKind.All)
        {
            var isNamed = named.Contains(kind);
            var (count, row) = Found(kind, isNamed);
            if (isNamed && !kind.NeedsValues && (isText || kind.Name == "birth-date" || isWhole && kind.Name == "bank-account"))
                Refuse(report, file, kind, values, firstRow, "name");
            else if (count > 0 && (isNamed || (kind.Enough is { } enough && count >= Math.Max(1, Math.Min(enough.Count, values)) && count >= enough.Share * values)))
                Refuse(report, file, kind, count, row, "value");
            else if (count > 0 && isText && kind.Enough is not null)
                Doubt(report, file, kind, count, row);
        }

        var nine = Count(Traces.NineDigits);
        if (isText && nine >= FewestToDoubt && nine >= ShareToDoubt * values && field.PortalFormat is null)
        {
            report.Warn(Warnings.Of(
                ProblemCode.ValueDoubtful, file, field.Name, null,
                $"Trường {field.Name}: {nine} giá trị gồm chín chữ số, như số CMND cũ. Hãy xem lại có phải dữ liệu cá nhân không.",
                $"The field {field.Name}: {nine} values are nine digits, as old identity numbers are. See whether they are personal data."));
        }
    }

    /// <summary>Identity numbers and telephones lose their leading zero in a number; then only the field's name tells.</summary>
    private static Traces OfWhole(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits[1..], out var length);
        digits[0] = (byte)'0';
        var plain = digits[1..(length + 1)];
        if (length >= 15)
            return CardNumber.IsSound(plain) ? Traces.Card : Traces.None;
        if (length == 11 && plain.StartsWith("84"u8) && VietnamesePhone.IsMobile(plain))
            return Traces.Mobile;
        return length is 9 or 10 && (VietnamesePhone.IsMobile(digits[..(length + 1)]) || VietnamesePhone.IsFixedLine(digits[..(length + 1)])) ? Traces.NineDigits
            : length == 11 && IdentityNumber.IsSound(digits[..12]) ? Traces.NineDigits
            : Traces.None;
    }

    private (long Count, long Row) Found(PersonalDataKind kind, bool isNamed)
    {
        var (count, row) = (0L, long.MaxValue);
        for (var i = 0; i < Kinds.Length; i++)
        {
            var counts = (kind.Traces & Kinds[i]) != 0
                || (isNamed && Kinds[i] == Traces.NineDigits && kind.NeedsValues && kind.Name is "phone" or "identity-number")
                || (Kinds[i] == Traces.MobileOrTaxCode && kind.Name == "phone");
            if (!counts || this.counts[i] == 0 || (kind.Name == "phone" && !isNamed && AreTaxCodes() && Kinds[i] is Traces.Mobile or Traces.MobileOrTaxCode))
                continue;

            count += this.counts[i];
            row = Math.Min(row, firstRows[i]);
        }

        return (count, row);
    }

    /// <summary>One telephone number in six is a sound tax code by chance; nearly every tax code is.</summary>
    private bool AreTaxCodes() => field.PortalFormat == FieldFormat.TaxCode || Count(Traces.MobileOrTaxCode) >= 10 * Count(Traces.Mobile);

    private long Count(Traces trace) => counts[Array.IndexOf(Kinds, trace)];

    /// <summary>Too few to tell them from other numbers, which have the same digits by chance.</summary>
    private void Doubt(ImportReport report, string file, PersonalDataKind kind, long count, long row) => report.Warn(Warnings.Of(
        ProblemCode.ValueDoubtful, file, field.Name, null,
        $"Trường {field.Name} có {count} giá trị giống {kind.Title.Vi}, đầu tiên ở dòng {row}. Hãy xem lại có phải dữ liệu cá nhân không.",
        $"The field {field.Name} has {count} values that look like {kind.Title.En}, the first in row {row}. See whether they are personal data."));

    private void Refuse(ImportReport report, string file, PersonalDataKind kind, long count, long row, string rule) => report.Add(new Problem(
        ProblemCode.PersonalData,
        string.Create(CultureInfo.InvariantCulture, $"Trường {field.Name} có {kind.Title.Vi} ({count} giá trị, đầu tiên ở dòng {row}). Hãy bỏ trường này, hoặc nêu lý do được công khai ở portal.public."),
        string.Create(CultureInfo.InvariantCulture, $"The field {field.Name} holds {kind.Title.En} ({count} values, the first in row {row}). Leave it out, or say in portal.public why it may be public."))
    { Place = new ProblemPlace(file, row, field.Name, Rule: $"{kind.Name}:{rule}") });
}
