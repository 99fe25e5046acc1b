namespace LongAn.OpenData.Server.Commands.Samples.Places;

/// <summary>Made-up addresses in real communes. Street names are those that every Vietnamese town has.</summary>
internal static class SampleAddress
{
    private static readonly WordList Streets = new(
        "Lê Lợi", "Nguyễn Huệ", "Trần Hưng Đạo", "Hùng Vương", "Nguyễn Trãi", "Lý Thường Kiệt", "Hai Bà Trưng", "Phan Bội Châu",
        "Phan Đình Phùng", "Võ Thị Sáu", "Nguyễn Đình Chiểu", "Thủ Khoa Huân", "Trương Định", "Nguyễn Trung Trực", "Quang Trung", "Lê Hồng Phong",
        "số 1", "số 2", "số 3", "số 5", "số 7", "số 9", "số 11", "số 12");

    private static readonly WordList Hamlets = new(
        "1", "2", "3", "4", "5", "6", "7", "Chợ", "Mới", "Đình", "Chánh", "Trung", "Tân Bình", "Bình Hòa", "Bình Tả", "Thuận Hòa", "Vĩnh Phước", "Long Thạnh",
        "Phước Toàn", "Nhơn Hòa", "Hòa Thuận", "An Bình", "Mỹ Phú", "Rạch Sâu");

    private static readonly WordList Lots = new("A", "B", "C", "D", "E", "F", "G", "H", "K", "L");

    /// <summary>Appends where an enterprise is, to the door.</summary>
    public static void AppendDoor(SampleRecord record, SampleCommune commune, SampleRandom random)
    {
        var form = random.Below(10);
        if (form == 0)
            record.Append("Lô "u8).Append(Lots.Pick(random)).Append(random.Between(1, 30)).Append(", Đường số "u8).Append(random.Between(1, 14));
        else if (form == 1)
            record.Append("Thửa đất số "u8).Append(random.Between(10, 2400)).Append(", Tờ bản đồ số "u8).Append(random.Between(1, 60)).Append(", "u8);
        else
            record.Append("Số "u8).Append(random.Between(1, 480)).Append(", "u8);

        if (form > 0)
            AppendNeighbourhood(record, commune, random);

        record.Append(", "u8).Append(commune.Place).Append(", Tỉnh Long An"u8);
    }

    /// <summary>Appends where a matter is, without a house: it must not point at anyone's home.</summary>
    public static void AppendSpot(SampleRecord record, SampleCommune commune, SampleRandom random)
    {
        AppendNeighbourhood(record, commune, random);
        record.Append(", "u8).Append(commune.Place);
    }

    private static void AppendNeighbourhood(SampleRecord record, SampleCommune commune, SampleRandom random)
    {
        if (!commune.IsUrban)
            record.Append("Ấp "u8).Append(Hamlets.Pick(random));
        else if (random.Chance(70))
            record.Append("Đường "u8).Append(Streets.Pick(random));
        else
            record.Append("Khu phố "u8).Append(random.Between(1, 9));
    }
}
