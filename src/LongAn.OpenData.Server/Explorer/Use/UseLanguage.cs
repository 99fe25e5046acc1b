using LongAn.OpenData.Text;
using static LongAn.OpenData.Server.Explorer.Use.UseQuestion;

namespace LongAn.OpenData.Server.Explorer.Use;

/// <summary>What a question can be asked with: one row each.</summary>
/// <param name="Name">Part of ids in the page.</param>
/// <param name="Write">The program; null where this language has no answer to the question.</param>
public sealed record UseLanguage(string Name, string Title, Func<UseQuestion, string?> Write)
{
    /// <summary>What it needs, or what is to be known; null where nothing is.</summary>
    public LocalizedText? Note { get; private init; }

    public static readonly UseLanguage Address = new("url", "URL", asked => asked.Address);

    public static readonly UseLanguage Curl = new("curl", "curl", asked => asked.Export is null
        ? Get(asked.Address)
        : $"{Get(asked.Address)}\n{Get(asked.Export, " --output records.csv")}")
    {
        Note = new("Trong bash, zsh và các shell POSIX khác.", "In bash, zsh and other POSIX shells."),
    };

    public static readonly UseLanguage Python = new("python", "Python", asked => $$"""
        import json
        from urllib.request import urlopen

        with urlopen({{Quote(asked.Address)}}) as answer:
            body = json.load(answer)

        {{(asked.IsList ? "for record in body[\"data\"]:\n    print(record)" : "print(body[\"data\"])")}}
        """)
    {
        Note = new("Chỉ dùng thư viện chuẩn.", "The standard library alone."),
    };

    public static readonly UseLanguage Pandas = new("pandas", "Python (pandas)", asked => asked.Export is null ? null : $$"""
        import pandas

        records = pandas.read_csv({{Quote(asked.Export)}}, dtype=str)
        print(records)
        """)
    {
        Note = new("dtype=str giữ nguyên các mã có số 0 đứng đầu; đổi sang số những cột cần tính.", "dtype=str keeps codes with leading zeros; turn the columns you calculate with into numbers."),
    };

    public static readonly UseLanguage R = new("r", "R", asked => asked.Export is null
        ? $"body <- jsonlite::fromJSON({Quote(asked.Address)})\nprint(body$data)"
        : $"records <- read.csv({Quote(asked.Export)}, colClasses = \"character\", encoding = \"UTF-8\")\nprint(head(records))")
    {
        Note = new("Bảng đọc được bằng R thuần; JSON cần gói jsonlite. colClasses giữ nguyên các mã có số 0 đứng đầu.", "Tables are read by R alone; JSON needs the package jsonlite. colClasses keeps codes with leading zeros."),
    };

    public static readonly UseLanguage JavaScript = new("javascript", "JavaScript", asked => $$"""
        const answer = await fetch({{Quote(asked.Address)}});
        if (!answer.ok) throw new Error(await answer.text());
        const body = await answer.json();
        console.log(body.data);
        """)
    {
        Note = new("Trong trình duyệt hoặc mô-đun của Node.js; cổng cho phép mọi trang gọi (CORS).", "In a browser or a module of Node.js; any page may ask the portal (CORS)."),
    };

    public static readonly UseLanguage CSharp = new("csharp", "C#", asked => $$"""
        using var http = new HttpClient();
        await using var answer = await http.GetStreamAsync({{Quote(asked.Address)}});
        using var body = await System.Text.Json.JsonDocument.ParseAsync(answer);
        {{(asked.IsList ? "foreach (var record in body.RootElement.GetProperty(\"data\").EnumerateArray())\n    Console.WriteLine(record);" : "Console.WriteLine(body.RootElement.GetProperty(\"data\"));")}}
        """)
    {
        Note = new("Ghi vào tệp app.cs rồi chạy: dotnet run app.cs (.NET 10).", "Put it into app.cs and run: dotnet run app.cs (.NET 10)."),
    };

    public static readonly UseLanguage PowerQuery = new("power-query", "Excel (Power Query)", asked => asked.Export is null
        ? $"""
        let
            Body = Json.Document(Web.Contents({QuoteM(asked.Address)})),
            Records = {(asked.IsList ? "Table.FromRecords" : "Record.ToTable")}(Body[data])
        in
            Records
        """
        : $"""
        let
            File = Csv.Document(Web.Contents({QuoteM(asked.Export)}), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
            Records = Table.PromoteHeaders(File, [PromoteAllScalars = true])
        in
            Records
        """)
    {
        Note = new("Excel: Dữ liệu → Lấy dữ liệu → Từ nguồn khác → Truy vấn trống → Trình soạn thảo nâng cao. Mọi cột là văn bản nên mã giữ nguyên số 0 đứng đầu.", "Excel: Data → Get Data → From Other Sources → Blank Query → Advanced Editor. Every column is text, so codes keep their leading zeros."),
    };

    public static IReadOnlyList<UseLanguage> All { get; } = [Address, Curl, Python, Pandas, R, JavaScript, CSharp, PowerQuery];

    /// <summary>By itself curl takes brackets for a range of addresses.</summary>
    private static string Get(string address, string options = "") => $"curl --fail --compressed{(address.Contains('[', StringComparison.Ordinal) ? " --globoff" : "")}{options} {Shell(address)}";
}
