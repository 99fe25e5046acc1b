namespace LongAn.OpenData.Server.Commands.Samples.Feedback;

/// <summary>Where each field of the dataset feedback-cases stands in its records.</summary>
internal sealed class FeedbackFields(Func<string, int> position)
{
    public int CaseId { get; } = position("case_id");

    public int ReceivedAt { get; } = position("received_at");

    public int Channel { get; } = position("channel_code");

    public int Field { get; } = position("field_vi");

    public int Category { get; } = position("category_vi");

    public int Title { get; } = position("title_vi");

    public int Description { get; } = position("description_vi");

    public int District { get; } = position("district_code");

    public int Commune { get; } = position("commune_code");

    public int Address { get; } = position("address_vi");

    public int Latitude { get; } = position("latitude");

    public int Longitude { get; } = position("longitude");

    public int Status { get; } = position("status");

    public int AnsweredAt { get; } = position("answered_at");

    public int IsPublic { get; } = position("is_public");

    public int Provenance { get; } = position("provenance");
}
