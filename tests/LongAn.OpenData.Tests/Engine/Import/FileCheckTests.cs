using System.IO.Compression;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Tests.Support;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Tests.Engine.Import;

/// <summary>A file that somebody sends without a word about it: what it is found to be, and what is told of it.</summary>
public sealed class FileCheckTests
{
    private const string Vietnamese = "mã,tên\n1,Huyện Đức Hòa\n2,Thị xã Kiến Tường\n3,Huyện Bến Lức\n4,Huyện Cần Giuộc\n";

    /// <summary>The same as code page 1258 can write it.</summary>
    private const string WithMarksBehind = "ma\u0303,tên\n1,Huyê\u0323n Đư\u0301c Ho\u0300a\n2,Thi\u0323 xa\u0303 Kiê\u0301n Tươ\u0300ng\n3,Huyê\u0323n Bê\u0301n Lư\u0301c\n4,Huyê\u0323n Câ\u0300n Giuô\u0323c\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a,b\n1,2\n", "csv utf-8 , 1", "a integer, b integer")]
    [InlineData("a;b\n1;2\n", "csv utf-8 ; 1", "a integer, b integer")]
    [InlineData("a\tb\n1\t2\n", "csv utf-8 \t 1", "a integer, b integer")]
    [InlineData("a|b\n1|2\n", "csv utf-8 | 1", "a integer, b integer")]
    [InlineData("Báo cáo năm 2022\n\nMã,Tên,Số\n01,x,1\n02,y,2\n", "csv utf-8 , 3", "ma string, ten string, so integer")]
    [InlineData("1,2,3\n4,5,6\n", "csv utf-8 ,", "column_1 integer, column_2 integer, column_3 integer")]
    [InlineData("# a comment\na,b\n1,2\n", "csv utf-8 , 1", "a integer, b integer")]
    [InlineData("a\n1\n", "csv utf-8 , 1", "a integer")]
    [InlineData("[{\"a\": 1, \"b\": \"x\"}]", "json utf-8", "a integer, b string")]
    [InlineData("{\"data\": [{\"a\": 1.5}]}", "json utf-8", "a number")]
    [InlineData("{\"result\": {\"records\": [{\"a\": null}, {\"a\": {\"b\": 1}}]}}", "json utf-8", "a object")]
    [InlineData("{\"a\": true}\n{\"a\": false}\n", "ndjson utf-8", "a boolean")]
    [InlineData("{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"properties\": {\"a\": 1}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [106, 10]}}]}", "geojson utf-8", "a integer, geometry geojson")]
    public void A_file_is_found_out_by_its_content(string content, string detected, string schema)
    {
        var (report, fields) = Receive("data.bin", Encoding.UTF8.GetBytes(content));

        Assert.Empty(report.Problems.Select(problem => problem.Message.En));
        var found = report.Detection!;
        Assert.Equal(detected, string.Join(' ', new object?[] { found.Format, found.Encoding, found.Delimiter, found.HeaderRow }.Where(part => part is not null)));
        Assert.Equal(schema, string.Join(", ", fields!.Select(field => $"{field.Name} {field.Type}")));
    }

    [Theory]
    [InlineData("utf-8", "utf-8", false)]
    [InlineData("utf-16le", "utf-16le", false)]
    [InlineData("utf-16be", "utf-16be", false)]
    [InlineData("windows-1258", "windows-1258", true)]
    [InlineData("viscii", "viscii", true)]
    [InlineData("x-tcvn3", "x-tcvn3", true)]
    public async Task The_encoding_is_found_and_the_text_comes_through(string encoding, string found, bool isDoubtful)
    {
        var bytes = TextEncoding.Find(encoding)!.GetBytes(encoding == "windows-1258" ? WithMarksBehind : Vietnamese);
        var (report, _) = Receive("data.csv", bytes);

        Assert.Equal(found, report.Detection!.Encoding);
        Assert.Equal(isDoubtful, report.Warnings.Any(warning => warning.Code == ProblemCode.EncodingDoubtful));
        Assert.Equal("1|Huyện Đức Hòa", (await EnginePortal.Import("""{"fields": [{"name": "mã"}, {"name": "tên"}]}""", bytes, encoding: encoding))[0]);
    }

    [Fact]
    public void Western_text_is_windows_1252_and_another_script_is_not_guessed()
    {
        Assert.Equal("windows-1252", Receive("a.csv", [.. "name\nCaf"u8, 0xE9, .. "\nGar"u8, 0xE7, .. "on\n"u8]).Report.Detection!.Encoding);

        var report = Receive("a.csv", [.. "name\n"u8, 0xC1, 0xE8, 0xDE, 0xED, 0xE1, 0x0A]).Report;
        Assert.Equal(ProblemCode.EncodingDoubtful, Assert.Single(report.Problems).Code);
    }

    [Theory]
    [InlineData("id,t\n1,TÃ¢n An\n")]
    [InlineData("id,t\n1,T\uFFFDn An\n")]
    public void Broken_text_is_told(string content) =>
        Assert.Equal(ProblemCode.Mojibake, Assert.Single(Receive("a.csv", Encoding.UTF8.GetBytes(content)).Report.Warnings).Code);

    [Theory]
    [InlineData("", "header-mismatch")]
    [InlineData("%PDF-1.7", "unsupported-file")]
    [InlineData("<html><table>", "unsupported-file")]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1 Workbook", "unsupported-file")]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "unsupported-file")]
    [InlineData("PK\u0003\u0004 cut off", "data-unreadable")]
    [InlineData("a,,c\n1,2,3\n", "header-mismatch")]
    [InlineData("a,A\n1,2\n", "header-mismatch")]
    [InlineData("[{\"a\": 1}", "data-unreadable")]
    [InlineData("{\"a\": 1}", "data-unreadable")]
    [InlineData("[1, 2]", "header-mismatch")]
    public void What_cannot_be_taken_is_told_with_what_to_do(string latin, string code)
    {
        var report = Receive("a.dat", Encoding.Latin1.GetBytes(latin)).Report;

        var problem = report.Problems[0];
        Assert.Equal(code, problem.Code.Name);
        Assert.NotEqual(problem.Message.Vi, problem.Message.En);
    }

    [Theory]
    [InlineData("../evil.csv", 0, "leaves its folder")]
    [InlineData("/evil.csv", 0, "leaves its folder")]
    [InlineData("a/../../evil.csv", 0, "leaves its folder")]
    [InlineData("..\\evil.csv", 0, "leaves its folder")]
    [InlineData("link", 0xA1FF, "a link")]
    public void An_archive_that_reaches_out_of_its_folder_is_refused(string name, int mode, string expected)
    {
        var report = Receive("a.zip", Zip(("datapackage.json", "{}", 0), (name, "x", mode))).Report;

        var problem = Assert.Single(report.Problems);
        Assert.Equal(ProblemCode.ArchiveRefused, problem.Code);
        Assert.Contains(expected, problem.Message.En!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_refused_and_a_package_is_read()
    {
        const string Package = """{"name": "rows", "licenses": [{"name": "CC0-1.0"}], "resources": [{"name": "rows", "path": "data/a.csv", "schema": {"fields": [{"name": "a"}]}}]}""";

        var bomb = Receive("a.zip", Zip(("datapackage.json", Package, 0), ("data/a.csv", new string('a', 30_000_000), 0))).Report;
        Assert.Equal(ProblemCode.ArchiveRefused, Assert.Single(bomb.Problems).Code);

        var (report, fields) = Receive("a.zip", Zip(("pack/datapackage.json", Package, 0), ("pack/data/a.csv", "a\n1\n", 0)));
        Assert.Empty(report.Problems);
        Assert.Equal("a", Assert.Single(fields!).Name);
    }

    [Fact]
    public void A_descriptor_rules_and_what_the_file_looks_like_is_a_warning()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("sent.csv"), "a;b\n1;2\n");
        var current = Descriptors.Of("""{"fields": [{"name": "a"}, {"name": "b"}]}""");
        var report = new ImportReport("rows");
        var received = FileCheck.Receive(folder.At("sent.csv"), "sent.csv", Directory.CreateDirectory(folder.At("scratch")).FullName, StatedForm.None, current, report, Cancel)!;

        Assert.Equal(',', received.Descriptor.File.Dialect.Delimiter);
        Assert.Equal("sent.csv: the descriptor says that delimiter is \",\", but the file looks like \";\".", Assert.Single(report.Warnings).Message.En);
    }

    [Fact]
    public void A_file_of_another_format_is_read_by_the_datasets_schema()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("sent"), "[{\"a\": 1}]");
        var report = new ImportReport("rows");
        var received = FileCheck.Receive(folder.At("sent"), "sent", Directory.CreateDirectory(folder.At("scratch")).FullName, StatedForm.None, Descriptors.Of("""{"fields": [{"name": "a"}]}"""), report, Cancel)!;

        Assert.Equal((DataFormat.Json, "rows"), (received.Descriptor.File.Format, received.Descriptor.Id));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("a.csv"), "a,b\n" + string.Concat(Enumerable.Repeat("1,đ\n", 30_000)));

        Assert.Throws<OperationCanceledException>(() => FileCheck.Receive(folder.At("a.csv"), "a.csv", Directory.CreateDirectory(folder.At("scratch")).FullName, StatedForm.None, null, new ImportReport("a"), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_log_has_every_error_and_ends_where_its_bytes_do()
    {
        var rows = string.Concat(Enumerable.Repeat("x,1\n", 1_500));
        using var bytes = new MemoryStream();
        using var small = new MemoryStream();
        Assert.Equal(1_500, Logged(rows, bytes, ProblemLog.MostBytes));
        Assert.Equal(1_500, Logged(rows, small, 10_000));

        Assert.Equal(1_501, Encoding.UTF8.GetString(bytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("too-many-errors", Encoding.UTF8.GetString(small.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
        Assert.InRange(small.Length, 5_000, 30_000);
    }

    private static long Logged(string rows, Stream to, long mostBytes)
    {
        using var folder = new TempFolder();
        using var log = new ProblemLog(to, mostBytes);
        var report = new ImportReport("rows", log);
        File.WriteAllText(folder.At("data.csv"), "a,b\n" + rows);
        Assert.Null(new DatasetImporter(folder.At("data")).Stage(folder.Path, Descriptors.Of("""{"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}"""), _ => null, report, null, Cancel));
        Assert.Equal(new ProblemCount("type-mismatch", "a", report.ErrorCount), Assert.Single(report.Counts));
        return report.ErrorCount;
    }

    private static (ImportReport Report, IReadOnlyList<Field>? Fields) Receive(string name, byte[] content)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("sent"), content);
        var report = new ImportReport("sent");
        var received = FileCheck.Receive(folder.At("sent"), name, Directory.CreateDirectory(folder.At("scratch")).FullName, StatedForm.None, null, report, Cancel);
        return (report, received?.Descriptor.Schema.Fields);
    }

    private static byte[] Zip(params (string Name, string Content, int Mode)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content, mode) in entries)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = mode << 16;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }
}
