using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Enterprises;

/// <summary>What enterprises of an industry call their work. Industries without a row, such as mining of coal or the state, get no enterprises.</summary>
/// <param name="Code">Division of VSIC 2018.</param>
/// <param name="Share">About thousandths of all enterprises.</param>
/// <param name="Lines">The line of business that companies put before the words.</param>
internal sealed record Activity(string Code, int Share, WordList Lines, WordList Words)
{
    private static readonly WordList Makers = new("", "Sản xuất", "Sản xuất Thương mại", "Đầu tư Sản xuất", "Sản xuất Thương mại Dịch vụ");
    private static readonly WordList Traders = new("Thương mại", "Thương mại Dịch vụ", "Kinh doanh", "Xuất nhập khẩu");
    private static readonly WordList Shops = new("", "Thương mại", "Thương mại Dịch vụ", "Kinh doanh");
    private static readonly WordList Builders = new("", "Đầu tư", "Thương mại", "Tư vấn Đầu tư");
    private static readonly WordList Servants = new("", "", "Dịch vụ", "Thương mại Dịch vụ");

    private static readonly Activity[] All =
    [
        new("01", 18, Makers, new("Nông nghiệp", "Nông sản Sạch", "Trồng trọt", "Chăn nuôi", "Thanh long", "Cây giống", "Lúa giống")),
        new("02", 2, Makers, new("Lâm nghiệp", "Trồng rừng", "Cừ tràm")),
        new("03", 5, Makers, new("Thủy sản", "Nuôi trồng Thủy sản", "Tôm giống", "Cá giống")),
        new("08", 2, Servants, new("Khai thác Cát", "Khai thác Đất sét", "Khoáng sản")),
        new("10", 38, Makers, new("Thực phẩm", "Chế biến Nông sản", "Chế biến Thủy sản", "Lúa gạo", "Hạt điều", "Thức ăn Chăn nuôi", "Bánh kẹo")),
        new("11", 5, Makers, new("Nước giải khát", "Nước uống Đóng chai", "Rượu Nếp")),
        new("13", 14, Makers, new("Dệt", "Sợi", "Dệt nhuộm", "Vải")),
        new("14", 20, Makers, new("May mặc", "May Thời trang", "Đồng phục")),
        new("15", 12, Makers, new("Giày da", "Túi xách", "Đế giày")),
        new("16", 10, Makers, new("Chế biến Gỗ", "Pallet Gỗ", "Ván ép")),
        new("17", 12, Makers, new("Bao bì Giấy", "Giấy", "Thùng Carton")),
        new("18", 8, Servants, new("In ấn", "In Bao bì", "In Nhãn")),
        new("20", 13, Makers, new("Hóa chất", "Phân bón", "Sơn", "Mỹ phẩm", "Thuốc Bảo vệ Thực vật")),
        new("21", 3, Makers, new("Dược phẩm", "Thảo dược")),
        new("22", 22, Makers, new("Nhựa", "Bao bì Nhựa", "Cao su Kỹ thuật")),
        new("23", 10, Makers, new("Gạch", "Bê tông", "Gốm sứ", "Vật liệu Xây dựng")),
        new("24", 8, Makers, new("Thép", "Nhôm", "Đúc Kim loại")),
        new("25", 28, Makers, new("Cơ khí", "Kết cấu Thép", "Khuôn mẫu", "Gia công Kim loại")),
        new("26", 4, Makers, new("Điện tử", "Linh kiện Điện tử")),
        new("27", 7, Makers, new("Thiết bị Điện", "Dây cáp Điện", "Đèn chiếu sáng")),
        new("28", 7, Makers, new("Máy Nông nghiệp", "Máy móc Công nghiệp", "Chế tạo Máy")),
        new("29", 2, Makers, new("Phụ tùng Ô tô", "Thùng xe Tải")),
        new("30", 2, Makers, new("Phụ tùng Xe máy", "Đóng Ghe tàu")),
        new("31", 12, Makers, new("Nội thất", "Bàn ghế", "Giường tủ")),
        new("32", 6, Makers, new("Đồ chơi", "Dụng cụ Thể thao", "Hàng Mỹ nghệ")),
        new("33", 6, Servants, new("Sửa chữa Máy móc", "Lắp đặt Thiết bị", "Bảo trì Công nghiệp")),
        new("35", 4, Builders, new("Điện Mặt trời", "Năng lượng", "Hơi Công nghiệp")),
        new("36", 2, Servants, new("Cấp nước", "Nước sạch")),
        new("37", 1, Servants, new("Thoát nước", "Xử lý Nước thải")),
        new("38", 5, Servants, new("Tái chế", "Thu gom Phế liệu", "Xử lý Rác thải")),
        new("39", 1, Servants, new("Môi trường", "Xử lý Môi trường")),
        new("41", 50, Builders, new("Xây dựng", "Xây dựng Nhà ở", "Xây lắp")),
        new("42", 40, Builders, new("Cầu đường", "Công trình Giao thông", "Công trình Thủy lợi", "Hạ tầng Kỹ thuật")),
        new("43", 45, Builders, new("San lấp Mặt bằng", "Cơ điện Công trình", "Hoàn thiện Công trình", "Nhôm kính", "Điện nước")),
        new("45", 24, Shops, new("Ô tô", "Xe máy", "Phụ tùng Xe")),
        new("46", 220, Traders, new("Vật liệu Xây dựng", "Nông sản", "Sắt thép", "Hóa chất", "Thực phẩm", "Vật tư Nông nghiệp", "Thiết bị Công nghiệp", "Gạo", "Bao bì")),
        new("47", 110, Shops, new("Xăng dầu", "Bách hóa", "Điện máy", "Thời trang", "Văn phòng phẩm", "Điện thoại", "Đồ gia dụng", "Trái cây")),
        new("49", 48, Servants, new("Vận tải", "Vận tải Hàng hóa", "Vận tải Hành khách", "Vận tải Đường bộ")),
        new("50", 8, Servants, new("Vận tải Đường thủy", "Sà lan")),
        new("52", 16, Servants, new("Kho vận", "Kho bãi", "Giao nhận", "Logistics")),
        new("53", 2, Servants, new("Chuyển phát", "Giao hàng")),
        new("55", 8, Servants, new("Khách sạn", "Nhà nghỉ", "Nhà trọ")),
        new("56", 30, Servants, new("Nhà hàng", "Quán ăn", "Cà phê", "Ẩm thực", "Suất ăn Công nghiệp")),
        new("61", 2, Servants, new("Viễn thông", "Mạng Viễn thông")),
        new("62", 8, Servants, new("Công nghệ", "Phần mềm", "Giải pháp Số")),
        new("63", 2, Servants, new("Dữ liệu", "Thông tin Điện tử")),
        new("64", 2, Servants, new("Cầm đồ")),
        new("66", 2, Servants, new("Tư vấn Tài chính", "Thu đổi Ngoại tệ")),
        new("68", 42, Builders, new("Bất động sản", "Địa ốc", "Khu dân cư", "Nhà xưởng")),
        new("69", 7, Servants, new("Kế toán", "Kiểm toán", "Tư vấn Thuế")),
        new("70", 8, Servants, new("Tư vấn Quản lý", "Tư vấn Doanh nghiệp")),
        new("71", 20, Servants, new("Thiết kế Công trình", "Kiến trúc", "Đo đạc", "Giám sát Công trình", "Kiểm định")),
        new("72", 1, Servants, new("Nghiên cứu Giống cây", "Nghiên cứu Ứng dụng")),
        new("73", 6, Servants, new("Quảng cáo", "Tiếp thị")),
        new("74", 5, Servants, new("Thiết kế Nội thất", "Trang trí", "Nhiếp ảnh")),
        new("75", 2, Servants, new("Thú y")),
        new("77", 8, Servants, new("Cho thuê Xe", "Cho thuê Máy móc")),
        new("78", 8, Servants, new("Cung ứng Lao động", "Nhân lực")),
        new("79", 4, Servants, new("Du lịch", "Lữ hành")),
        new("80", 5, Servants, new("Bảo vệ", "Vệ sĩ")),
        new("81", 6, Servants, new("Vệ sinh Công nghiệp", "Cây cảnh", "Cảnh quan")),
        new("82", 4, Servants, new("Văn phòng Trọn gói", "Hội nghị", "Đóng gói")),
        new("85", 9, Servants, new("Giáo dục", "Đào tạo Lái xe", "Ngoại ngữ", "Mầm non")),
        new("86", 5, Servants, new("Phòng khám", "Nha khoa", "Y tế")),
        new("87", 1, Servants, new("Dưỡng lão", "Chăm sóc Người cao tuổi")),
        new("90", 1, Servants, new("Biểu diễn Nghệ thuật")),
        new("92", 1, Servants, new("Đại lý Vé số")),
        new("93", 3, Servants, new("Thể thao", "Giải trí", "Sân bóng")),
        new("95", 4, Servants, new("Sửa chữa Điện tử", "Sửa chữa Máy tính")),
        new("96", 5, Servants, new("Chăm sóc Sắc đẹp", "Giặt ủi", "Tiệc cưới")),
    ];

    public byte[] Utf8Code { get; } = Encoding.UTF8.GetBytes(Code);

    /// <summary>The activities of a legal form: a cooperative farms or drives, a household trades.</summary>
    public static Shares<Activity> Of(LegalForm form, SampleReference reference) => new(
        $"industries for {form.Code}",
        from activity in All
        where reference.IndustrySections.TryGetValue(activity.Code, out var section) && form.WorksIn(section)
        select (activity, activity.Share));
}
