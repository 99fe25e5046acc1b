using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Commands.Samples.Feedback;
using LongAn.OpenData.Server.Commands.Samples.Places;

namespace LongAn.OpenData.Server.Commands.Samples;

/// <summary>Synthetic petitions to the 1022 hotline in 2022, as they stood at the end of the year. Nothing is said about who reports.</summary>
internal sealed class FeedbackCaseSample : SampleSet
{
    /// <summary>Case ids have six digits.</summary>
    public const long MaxRows = 999_999;

    /// <summary>Cases of a hundred that nobody answers.</summary>
    private const int Forgotten = 4;

    /// <summary>Cases younger than this many days may still wait to be looked at.</summary>
    private const int Fresh = 5;

    private static readonly WordList Circumstances = new(
        "", "", "Nhiều hộ dân cùng bị ảnh hưởng.", "Người dân đã phản ánh nhiều lần nhưng chưa được giải quyết.", "Đây là lần đầu người dân phản ánh.",
        "Tình trạng này lặp đi lặp lại.", "Địa phương đã ghi nhận nhưng chưa xử lý dứt điểm.", "Người dân rất bức xúc.");

    private readonly FeedbackFields fields;
    private readonly FeedbackClock clock;
    private readonly Shares<SampleDistrict> districts;
    private readonly SampleRandom random;
    private readonly long rows;
    private int made;

    /// <param name="schema">Of the dataset feedback-cases.</param>
    /// <exception cref="ArgumentOutOfRangeException">More rows than <see cref="MaxRows"/>.</exception>
    public FeedbackCaseSample(TableSchema schema, SampleReference reference, long rows, ulong seed)
        : base(schema)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaxRows);
        this.rows = rows;
        fields = new FeedbackFields(field => Position(schema, field));
        clock = new FeedbackClock(rows, new SampleRandom(seed, stream: 1));
        random = new SampleRandom(seed, stream: 2);
        districts = DistrictShare.Of(reference);
    }

    public override bool Read()
    {
        if (made == rows)
            return false;

        Record.Clear();
        clock.MoveNext();
        Record.Append("SYN-2022-"u8).Append(++made, digits: 6).EndText(fields.CaseId);
        clock.AppendReceivedAt(Record);
        Record.EndText(fields.ReceivedAt);
        Record.SetText(fields.Channel, FeedbackChannel.Shares.Pick(random).Utf8Code);

        var category = FeedbackCategory.Shares.Pick(random);
        var district = districts.Pick(random);
        var commune = district.PickCommune(random);
        WriteMatter(category, commune);
        WritePlace(district, commune);
        WriteStatus(category.AnswerDays);
        Record.SetInteger(fields.IsPublic, random.Chance(85) ? 1 : 0);
        Record.SetText(fields.Provenance, "synthetic"u8);
        return true;
    }

    private void WriteMatter(FeedbackCategory category, SampleCommune commune)
    {
        var matter = category.PickMatter(random);
        Record.SetText(fields.Field, category.Utf8Field);
        Record.SetText(fields.Category, category.Utf8Name);
        Record.Append(matter.Utf8Title).Append(" tại "u8).Append(commune.NameInSentence).EndText(fields.Title);
        Record.Append(matter.Utf8Detail)
            .Append(" Sự việc đã kéo dài "u8).Append(random.Between(2, 8)).Append(random.Chance(50) ? " ngày."u8 : " tuần."u8)
            .AppendWord(Circumstances.Pick(random)).AppendWord(category.Utf8Request).EndText(fields.Description);
    }

    private void WritePlace(SampleDistrict district, SampleCommune commune)
    {
        Record.SetText(fields.District, district.Utf8Code);
        Record.SetText(fields.Commune, commune.Utf8Code);
        SampleAddress.AppendSpot(Record, commune, random);
        Record.EndText(fields.Address);
        Record.SetReal(fields.Latitude, district.PickLatitude(random));
        Record.SetReal(fields.Longitude, district.PickLongitude(random));
    }

    private void WriteStatus(int answerDays)
    {
        if (!random.Chance(Forgotten) && clock.TryAppendAnsweredAt(Record, random.Between(1, answerDays)))
        {
            Record.EndText(fields.AnsweredAt);
            Record.SetText(fields.Status, "answered"u8);
            return;
        }

        Record.SetText(fields.Status, clock.DaysLeft < Fresh && random.Chance(60) ? "received"u8 : "in_progress"u8);
    }
}
