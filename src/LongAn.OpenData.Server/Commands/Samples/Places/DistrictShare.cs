namespace LongAn.OpenData.Server.Commands.Samples.Places;

/// <summary>How much of a sample lies in each district. Invented, but in the order people expect: the districts next to Ho Chi Minh City lead.</summary>
internal sealed record DistrictShare(string Code, int Share)
{
    private static readonly DistrictShare[] All =
    [
        new("802", 260), // Đức Hòa
        new("803", 190), // Bến Lức
        new("807", 150), // Cần Giuộc
        new("794", 130), // Tân An
        new("806", 75), // Cần Đước
        new("804", 50), // Thủ Thừa
        new("808", 30), // Châu Thành
        new("805", 25), // Tân Trụ
        new("795", 22), // Kiến Tường
        new("801", 18), // Đức Huệ
        new("799", 14), // Tân Thạnh
        new("800", 14), // Thạnh Hóa
        new("797", 8), // Vĩnh Hưng
        new("796", 8), // Tân Hưng
        new("798", 6), // Mộc Hóa
    ];

    public static Shares<SampleDistrict> Of(SampleReference reference) => new(
        "districts",
        from district in reference.Districts join share in All on district.Code equals share.Code select (district, share.Share));
}
