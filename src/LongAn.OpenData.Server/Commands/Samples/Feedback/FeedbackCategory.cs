using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Feedback;

/// <summary>A kind of petition; the fields are those that the dataset's descriptor lists.</summary>
/// <param name="Field">The field, in Vietnamese.</param>
/// <param name="Share">About thousandths of all cases.</param>
/// <param name="AnswerDays">The longest an answer takes, in days.</param>
/// <param name="Request">A sentence: what is asked for.</param>
internal sealed record FeedbackCategory(string Field, string Name, int Share, int AnswerDays, string Request, params FeedbackMatter[] Matters)
{
    private static readonly FeedbackCategory[] All =
    [
        new("Giao thông", "Hư hỏng mặt đường", 130, 15, "Đề nghị đơn vị quản lý đường sớm kiểm tra, sửa chữa.",
            new("Mặt đường có ổ gà", "Mặt đường có nhiều ổ gà sâu, xe máy đi qua dễ bị té ngã."),
            new("Mặt đường lún nứt", "Xe tải nặng chạy thường xuyên làm mặt đường lún nứt, trời mưa nước đọng thành vũng."),
            new("Nắp hố ga bị hỏng", "Nắp hố ga bị vỡ, nằm thấp hơn mặt đường, rất nguy hiểm vào ban đêm.")),
        new("Giao thông", "Biển báo và đèn tín hiệu", 50, 7, "Đề nghị cơ quan chức năng khắc phục để bảo đảm an toàn giao thông.",
            new("Đèn tín hiệu giao thông không hoạt động", "Đèn tín hiệu tại ngã tư bị tắt, các xe qua lại lộn xộn."),
            new("Biển báo bị cây che khuất", "Cây xanh ven đường che khuất biển báo, người đi đường không nhìn thấy.")),
        new("Giao thông", "Vi phạm giao thông", 45, 10, "Đề nghị lực lượng chức năng tuần tra, xử lý.",
            new("Xe tải chạy vào giờ cấm", "Xe tải chở vật liệu chạy vào giờ cấm, làm rơi vãi đất cát ra đường."),
            new("Xe dừng đỗ sai quy định", "Nhiều xe dừng đỗ dưới lòng đường, gây ùn tắc vào giờ cao điểm.")),
        new("Môi trường", "Rác thải", 110, 7, "Đề nghị thu gom và xử lý tình trạng đổ rác không đúng nơi quy định.",
            new("Rác thải tồn đọng", "Rác sinh hoạt không được thu gom đúng lịch, bốc mùi hôi."),
            new("Đổ rác bừa bãi", "Có người lén đổ rác và xà bần xuống kênh, làm tắc dòng chảy.")),
        new("Môi trường", "Ô nhiễm không khí và tiếng ồn", 70, 15, "Đề nghị cơ quan chức năng kiểm tra, đo đạc và xử lý.",
            new("Khói bụi từ cơ sở sản xuất", "Cơ sở sản xuất xả khói đen và bụi vào ban đêm, người dân phải đóng kín cửa."),
            new("Tiếng ồn quá mức", "Loa kéo mở lớn sau 22 giờ, ảnh hưởng đến giấc ngủ của người dân.")),
        new("Môi trường", "Ô nhiễm nguồn nước", 45, 20, "Đề nghị lấy mẫu nước kiểm tra và thông báo kết quả cho người dân.",
            new("Nước kênh đổi màu", "Nước kênh có màu đen, mùi hôi, cá chết nổi nhiều."),
            new("Xả nước thải ra rạch", "Nước thải chưa qua xử lý được xả thẳng ra rạch vào lúc trời mưa.")),
        new("Trật tự đô thị", "Lấn chiếm vỉa hè", 65, 7, "Đề nghị lập lại trật tự, trả vỉa hè cho người đi bộ.",
            new("Buôn bán lấn chiếm vỉa hè", "Hàng quán bày bán kín vỉa hè, người đi bộ phải xuống lòng đường."),
            new("Chợ tự phát", "Chợ tự phát họp từ sáng sớm, gây cản trở giao thông và mất vệ sinh.")),
        new("Trật tự đô thị", "Quảng cáo sai quy định", 25, 10, "Đề nghị tháo dỡ và xử lý.",
            new("Dán quảng cáo trên cột điện", "Tờ rơi quảng cáo dán chằng chịt trên cột điện và tường nhà."),
            new("Bảng quảng cáo che tầm nhìn", "Bảng quảng cáo đặt sát góc đường, che tầm nhìn của người lái xe.")),
        new("Chiếu sáng công cộng", "Đèn đường hư", 90, 5, "Đề nghị đơn vị quản lý thay đèn mới.",
            new("Đèn đường không sáng", "Nhiều bóng đèn đường bị hư, đoạn đường tối, đi lại không an toàn."),
            new("Đèn đường chớp tắt", "Đèn đường chớp tắt liên tục suốt đêm.")),
        new("Chiếu sáng công cộng", "Lắp thêm đèn", 25, 20, "Đề nghị khảo sát và lắp thêm đèn chiếu sáng.",
            new("Tuyến đường chưa có đèn", "Tuyến đường có nhiều học sinh đi lại nhưng chưa có đèn chiếu sáng."),
            new("Ngã ba tối, chưa có đèn", "Ngã ba nằm ở khúc cua, ban đêm không có đèn nên thường xảy ra va quẹt.")),
        new("Cấp thoát nước", "Cấp nước", 55, 5, "Đề nghị đơn vị cấp nước kiểm tra và thông báo cho người dân.",
            new("Nước sinh hoạt bị cúp", "Nước sinh hoạt bị cúp nhiều lần trong tuần mà không có thông báo."),
            new("Nước máy yếu và đục", "Nước máy chảy yếu, có màu vàng đục, không dùng được cho ăn uống."),
            new("Ống nước bị vỡ", "Đường ống nước bị vỡ, nước chảy tràn ra đường.")),
        new("Cấp thoát nước", "Ngập và thoát nước", 55, 12, "Đề nghị nạo vét cống và có giải pháp chống ngập.",
            new("Đường ngập sau mưa", "Chỉ cần mưa lớn khoảng 30 phút là đường ngập sâu, nước tràn vào nhà."),
            new("Cống thoát nước bị nghẹt", "Cống thoát nước bị nghẹt rác, nước đọng lâu ngày sinh muỗi.")),
        new("Đất đai và xây dựng", "Xây dựng không phép", 45, 20, "Đề nghị kiểm tra và xử lý theo quy định.",
            new("Công trình nghi xây dựng không phép", "Công trình đang thi công nhưng không thấy treo bảng thông tin giấy phép."),
            new("Thi công gây nứt nhà lân cận", "Việc đóng cọc của công trình làm nứt tường các nhà lân cận.")),
        new("Đất đai và xây dựng", "Sử dụng đất", 35, 20, "Đề nghị cơ quan quản lý đất đai kiểm tra và trả lời.",
            new("San lấp đất nông nghiệp", "Đất nông nghiệp bị san lấp, chặn mương thoát nước của các ruộng xung quanh."),
            new("Lấn chiếm lối đi chung", "Lối đi chung bị rào lại, người dân không đi qua được.")),
        new("An ninh trật tự", "Mất trật tự", 60, 7, "Đề nghị lực lượng công an tăng cường tuần tra.",
            new("Tụ tập gây mất trật tự", "Nhiều người tụ tập vào đêm khuya, nẹt pô và gây ồn ào."),
            new("Nghi có tụ điểm đánh bạc", "Có nhóm người thường tụ tập, nghi đánh bạc và đá gà.")),
        new("Thủ tục hành chính", "Hồ sơ trễ hẹn", 60, 10, "Đề nghị kiểm tra và thông báo thời gian trả kết quả.",
            new("Hồ sơ đất đai trả kết quả trễ hẹn", "Hồ sơ đã quá ngày hẹn nhưng chưa có kết quả và không có thư xin lỗi."),
            new("Hồ sơ trực tuyến chưa được tiếp nhận", "Hồ sơ nộp trực tuyến đã lâu nhưng vẫn ở trạng thái chờ tiếp nhận.")),
        new("Thủ tục hành chính", "Hướng dẫn thủ tục", 35, 5, "Đề nghị hướng dẫn rõ thành phần hồ sơ và nơi nộp.",
            new("Đề nghị hướng dẫn thủ tục hộ tịch", "Người dân được yêu cầu bổ sung giấy tờ nhiều lần vì hướng dẫn chưa rõ ràng."),
            new("Không đăng nhập được cổng dịch vụ công", "Cổng dịch vụ công báo lỗi khi đăng nhập nên không nộp được hồ sơ.")),
    ];

    public static Shares<FeedbackCategory> Shares { get; } = new("categories", All.Select(category => (category, category.Share)));

    public byte[] Utf8Field { get; } = Encoding.UTF8.GetBytes(Field);

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    public byte[] Utf8Request { get; } = Encoding.UTF8.GetBytes(Request);

    public FeedbackMatter PickMatter(SampleRandom random) => Matters[random.Below(Matters.Length)];
}
