using System.IO.Compression;
using System.Text;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>Files as publishers save them. Bytes that are not what the descriptor says are told with their offset.</summary>
public sealed class EncodingTests
{
    private const string Schema = """{"fields": [{"name": "n"}, {"name": "t"}]}""";
    private const int ChunkBytes = 64 * 1024;

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false }, { "utf-8", true }, { "utf-16le", false }, { "utf-16le", true }, { "utf-16", true }, { "utf-16be", false }, { "utf-16be", true }, { "windows-1258", false },
    };

    [Theory, MemberData(nameof(Encodings))]
    public async Task Vietnamese_is_read_in_every_encoding_with_and_without_a_byte_order_mark(string name, bool hasMark)
    {
        // Code page 1258 has no composed tones: the letters it has, then combining marks. It is read as everybody else writes it.
        var (written, text) = name == "windows-1258" ? ("Đa\u0300 Nă\u0303ng, LO\u0323NG An ₫", "Đà Nẵng, LỌNG An ₫") : ("Đức Hòa 😀", "Đức Hòa 😀");
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"n,t\n1,\"{written}\"\n")];

        Assert.Equal([$"1|{text}"], await EnginePortal.Import(Schema, bytes, encoding: name));
    }

    /// <summary>Files are read in chunks of 64 KB.</summary>
    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    public async Task A_tone_meets_its_letter_wherever_a_file_is_cut_in_chunks(int end)
    {
        var filler = new string('x', end - "n,t\n1,".Length - 1);
        var bytes = Encoding.GetEncoding("windows-1258").GetBytes($"n,t\n1,{filler}a\u0300{(end == 131_072 ? "" : "\n2,o\u0323\n")}");

        Assert.Equal(end == 131_072 ? [$"1|{filler}à"] : [$"1|{filler}à", "2|ọ"], await EnginePortal.Import(Schema, bytes, encoding: "windows-1258"));
    }

    [Fact]
    public async Task Utf_16_is_what_its_byte_order_mark_says()
    {
        byte[] bytes = [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("n,t\n1,Đức\n")];

        Assert.Equal(["1|Đức"], await EnginePortal.Import(Schema, bytes, encoding: "utf-16"));
    }

    [Fact]
    public async Task The_first_letter_of_a_file_is_no_byte_order_mark()
    {
        Assert.Equal(["1"], await EnginePortal.Import("""{"fields": [{"name": "Ā"}]}""", Encoding.BigEndianUnicode.GetBytes("Ā\n1\n"), encoding: "utf-16be"));
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_quoted_header_is_not_part_of_it()
    {
        Assert.Equal(["1|a"], await EnginePortal.Import(Schema, "\uFEFF\"n\",\"t\"\n1,a\n"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)] // a letter of two bytes over the end of a chunk
    [InlineData(-2)]
    [InlineData(-3)]
    public async Task A_character_over_the_end_of_a_chunk_is_whole(int shift)
    {
        foreach (var letter in new[] { "đ", "ế", "😀" })
        {
            var text = new string('x', ChunkBytes - 6 + shift) + letter + "end";

            Assert.Equal([$"1|{text}"], await EnginePortal.Import(Schema, $"n,t\n1,{text}\n"));
        }
    }

    [Fact]
    public async Task A_large_file_in_utf_16_comes_through_whole()
    {
        var text = string.Concat(Enumerable.Repeat("Đức Hòa 😀 ", 20_000));

        Assert.Equal([$"1|{text}"], await EnginePortal.Import(Schema, Encoding.Unicode.GetBytes($"n,t\n1,{text}\n"), encoding: "utf-16le"));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(ChunkBytes - 2)]
    [InlineData(ChunkBytes - 1)]
    [InlineData(ChunkBytes)]
    [InlineData(ChunkBytes + 1)]
    [InlineData(200_001)]
    public void Bytes_that_are_not_utf_8_are_told_with_their_offset(int at)
    {
        foreach (var bad in new byte[][] { [0xFF, 0x41, 0x41, 0x41], [0xC3, 0x28, 0x41, 0x41], [0xE1, 0xBA, 0x28, 0x41], [0xED, 0xA0, 0x80, 0x41], [0xF0, 0x9F, 0x98, 0x28], [0xC0, 0xAF, 0x41, 0x41] })
        {
            var bytes = Encoding.UTF8.GetBytes("n,t\n1," + new string('x', 300_000) + "\n");
            bad.CopyTo(bytes, at);

            Undecodable(EnginePortal.Reject(Schema, bytes), at, "utf-8");
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(ChunkBytes)]
    public void A_character_cut_off_by_the_end_of_the_file_is_told(int at)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("n,t\n1," + new string('x', at - 6)), 0xE1, 0xBA];

        Undecodable(EnginePortal.Reject(Schema, bytes), at, "utf-8");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(ChunkBytes - 2)]
    [InlineData(ChunkBytes)]
    [InlineData(200_000)]
    public void A_lone_surrogate_in_utf_16_is_told_with_its_offset(int at)
    {
        var bytes = Encoding.Unicode.GetBytes("n,t\n1," + new string('x', 150_000) + "\n");
        (bytes[at], bytes[at + 1]) = (0x00, 0xDC);
        Undecodable(EnginePortal.Reject(Schema, bytes, encoding: "utf-16le"), at, "utf-16le");

        (bytes[at], bytes[at + 1]) = (0x00, 0xD8);
        Undecodable(EnginePortal.Reject(Schema, bytes, encoding: "utf-16le"), at, "utf-16le");
    }

    [Fact]
    public void Half_a_character_at_the_end_of_utf_16_is_told()
    {
        byte[] bytes = [.. Encoding.Unicode.GetBytes("n,t\n1,a"), 0x41];

        Undecodable(EnginePortal.Reject(Schema, bytes, encoding: "utf-16le"), bytes.Length - 1, "utf-16le");
        Undecodable(EnginePortal.Reject(Schema, [.. bytes[..^1], 0x3D, 0xD8], encoding: "utf-16le"), bytes.Length - 1, "utf-16le");
    }

    [Theory]
    [InlineData("iso-8859-7", 0xD2)]
    [InlineData("windows-1258", 0x9E)]
    [InlineData("windows-1252", 0x81)]
    [InlineData("us-ascii", 0xC4)]
    [InlineData("big5", 0xFF)]
    [InlineData("gb18030", 0xFF)]
    public void A_byte_that_a_code_page_does_not_have_is_told(string name, byte bad)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes("n,t\n1,abc" + new string('x', 100_000)), bad, .. Encoding.ASCII.GetBytes("d\n")];

        Undecodable(EnginePortal.Reject(Schema, bytes, encoding: name), 100_009, name);
    }

    [Fact]
    public void The_row_that_cannot_be_read_is_the_one_after_the_last_that_could()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("n,t\n" + string.Concat(Enumerable.Repeat("1,a\n", 50_000))), 0xFF];

        var problem = Assert.Single(EnginePortal.Reject(Schema, bytes).Problems);

        Assert.InRange(problem.Place!.Row!.Value, 32_000, 50_001); // the reader is a chunk ahead of the rows
    }

    [Fact]
    public async Task A_gzipped_file_is_read_as_the_file_in_it()
    {
        Assert.Equal(["1|Đức"], await EnginePortal.Import(Schema, Zip("n,t\n1,Đức\n"u8), file: "data.csv.gz"));
    }

    [Fact]
    public async Task A_gzipped_file_of_several_members_is_read_to_its_end()
    {
        Assert.Equal(["1|a", "2|b"], await EnginePortal.Import(Schema, [.. Zip("n,t\n1,a\n"u8), .. Zip("2,b\n"u8)], file: "data.csv.gz"));
    }

    [Fact]
    public void An_offset_in_a_gzipped_file_is_one_of_the_file_in_it()
    {
        Undecodable(EnginePortal.Reject(Schema, Zip([.. "n,t\n1,"u8, 0xFF]), file: "data.csv.gz"), 6, "utf-8", "data.csv.gz");
    }

    [Fact]
    public void A_gzipped_file_that_is_cut_off_or_broken_is_never_published_short()
    {
        var text = new StringBuilder("n,t\n");
        for (var i = 0; i < 20_000; i++)
            text.Append(i).Append(',').Append(i * 7919 % 65_537).Append('\n');
        var whole = Zip(Encoding.UTF8.GetBytes(text.ToString()));

        foreach (var length in new[] { 5, 12, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 1 })
            Assert.Contains(EnginePortal.Reject(Schema, whole[..length], file: "data.csv.gz").Problems, problem => problem.Code == ProblemCode.DataUnreadable);

        var broken = (byte[])whole.Clone();
        broken[whole.Length / 2] ^= 0x55;
        Assert.NotEmpty(EnginePortal.Reject(Schema, broken, file: "data.csv.gz").Problems);
        Assert.Equal(ProblemCode.DataUnreadable, Assert.Single(EnginePortal.Reject(Schema, "n,t\n1,a\n"u8.ToArray(), file: "data.csv.gz").Problems).Code);
    }

    [Fact]
    public void A_gzipped_file_whose_checksum_is_wrong_is_refused()
    {
        var whole = Zip("n,t\n1,a\n"u8);
        whole[^6] ^= 0xFF;

        Assert.Equal(ProblemCode.DataUnreadable, Assert.Single(EnginePortal.Reject(Schema, whole, file: "data.csv.gz").Problems).Code);
    }

    private static void Undecodable(LongAn.OpenData.Import.ImportReport report, long offset, string encoding, string file = PackageFolder.DataFile)
    {
        var problem = Assert.Single(report.Problems);
        Assert.Equal(ProblemCode.UndecodableBytes, problem.Code);
        Assert.Equal($"{file}: the bytes at offset {offset} are not {encoding}.", problem.Message.En);
        Assert.Equal($"{file}: byte tại vị trí {offset} không phải {encoding}.", problem.Message.Vi);
    }

    private static byte[] Zip(ReadOnlySpan<byte> bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return zipped.ToArray();
    }
}
