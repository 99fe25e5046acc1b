using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Commands;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests;

/// <summary>What README.md shows is what happens: its requests are asked of a real portal and its commands are understood.</summary>
public sealed partial class ReadmeTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets/";
    private const string Address = "http://localhost:5080";
    private const string Run = "dotnet run --project src/LongAn.OpenData.Server";

    /// <summary>Stands for a value that README.md does not show.</summary>
    private const string Left = "...";

    private static readonly string[] Commands = ["dotnet test", "bash .ci/run", "python3"];
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string> Curls => [.. ShellLines().Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];

    public static TheoryData<string> Runs => [.. ShellLines().Where(line => line.StartsWith(Run, StringComparison.Ordinal))];

    /// <summary>Questions in tables, without what every address begins with, and written as people read them.</summary>
    public static TheoryData<string> TableExamples => [.. TableExample().Matches(Readme).Select(match => match.Groups["example"].Value).Distinct()];

    /// <summary>Requests that are followed by their answer.</summary>
    public static TheoryData<string, string> Answers => [.. CurlWithAnswer().Matches(Readme).Select(match => (match.Groups["curl"].Value, match.Groups["answer"].Value))];

    [Fact]
    public void Every_line_in_a_shell_block_is_of_a_kind_that_is_tested()
    {
        Assert.NotEmpty(Curls);
        Assert.NotEmpty(Runs);
        Assert.NotEmpty(Answers);
        Assert.All(ShellLines(), line => Assert.True(
            line.StartsWith("curl -s '", StringComparison.Ordinal) || line.StartsWith(Run, StringComparison.Ordinal) || Commands.Any(command => line.StartsWith(command, StringComparison.Ordinal)), line));
    }

    [Theory, MemberData(nameof(Curls))]
    public async Task A_request_is_answered_as_README_says(string line)
    {
        var answer = await portal.AskAsync(PathOf(line));

        var status = StatusComment().Match(line) is { Success: true } comment ? int.Parse(comment.Groups["status"].ValueSpan, CultureInfo.InvariantCulture) : 200;
        Assert.True(status == answer.Status, $"{line}: {answer.Status} {answer.Text}");
        Assert.False(IsEmptyPage(answer), $"{line}: no records");
    }

    [Theory, MemberData(nameof(Answers))]
    public async Task An_answer_is_the_one_README_shows(string line, string shown)
    {
        var answer = await portal.AskAsync(PathOf(line));

        var root = portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/');
        AssertShown(JsonNode.Parse(shown.Replace(Address, root, StringComparison.Ordinal)), answer.Json, "$");
    }

    [Theory, MemberData(nameof(Runs))]
    public void A_command_is_understood(string line)
    {
        var arguments = WithoutComment(line)[Run.Length..].Trim();
        Assert.True(arguments.Length == 0 || arguments.StartsWith("-- ", StringComparison.Ordinal), line);
        var parsed = PortalCommandLine.MakeRoot().Parse(arguments.Length == 0 ? "" : arguments[3..]);

        Assert.Empty(parsed.Errors.Select(error => error.Message));
    }

    /// <summary>The block of kind <c>shell</c>, run as it stands but for the address and the command, against a portal of its own.</summary>
    [Fact]
    public async Task The_story_of_publishing_is_true()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/bash"), "The story is told with curl and bash.");
        using var folder = new TempFolder();
        var datasets = Directory.CreateDirectory(folder.At("datasets", "payment-intermediaries")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Datasets, "payment-intermediaries")))
            File.Copy(file, Path.Combine(datasets, Path.GetFileName(file)));
        await using var own = await Portal.StartAsync(folder.At("datasets"));
        var script = Fence().Matches(Readme).Single(match => match.Groups["kind"].Value == "shell").Groups["text"].Value
            .Replace(Address, own.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
            .Replace($"{Run} --", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "LongAn.OpenData.Server.dll")}'", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-e", "-c", script]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LONGAN_DATA_DIR"] = own.DataDir;
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(bash.ExitCode == 0, await error);
        string[] told = ["\"tag\": \"\\\"v1\\\"\"", "\"code\": \"type-mismatch\"", "\"field\": \"reported_year\"", "\"outcome\": \"published\"", "\"version\": 2", "\"action\": \"PutContent\"", "\"version\": 3", "\"outcome\": \"described\"", "\"code\": \"content-rejected\"", "\"op\":\"delete\"", "\"outcome\": \"rolled-back\"", "Payoo vẫn hoạt động", "version 2, ", "\"ticket\": \"fbt_", "\"contact\": \"hoa@example.vn\"", "\"answer\": \"Cảm ơn, sẽ sửa.\""];
        Assert.All(told, part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.Equal("MoMo", (string?)(await own.ReadAsync("/api/v1/datasets/payment-intermediaries/records/momo"))["data"]!["name"]);
    }

    [Fact]
    public void The_commands_are_those_there_are()
    {
        var listed = TableRow().Matches(Readme[Readme.IndexOf("## Commands", StringComparison.Ordinal)..]).Select(match => match.Groups["first"].Value);
        var commands = PortalCommandLine.MakeRoot().Subcommands.Select(command => $"`{command.Name}`");

        Assert.All(commands, command => Assert.Contains(listed, row => row.StartsWith(command[..^1], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_datasets_have_as_many_records_as_README_says()
    {
        var listed = new Dictionary<string, long>();
        foreach (Match row in DatasetRow().Matches(Readme))
        {
            var counts = row.Groups["counts"].Value.Split(", ").Select(count => long.Parse(count, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
            foreach (var (id, count) in row.Groups["ids"].Value.Split(", ").Zip(counts))
                listed.Add(id.Trim('`'), count);
        }

        var catalog = await portal.ReadAsync("/api/v1/datasets");
        Assert.Equal(catalog["data"]!.AsArray().ToDictionary(dataset => (string)dataset!["id"]!, dataset => (long)dataset!["record_count"]!), listed);
    }

    [Fact]
    public async Task The_Python_example_runs()
    {
        var script = Fence().Matches(Readme).Single(match => match.Groups["kind"].Value == "python").Groups["text"].Value.Replace(Address, portal.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-X", "utf8", "-c", script]) { RedirectStandardOutput = true })!;
            var output = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, python.ExitCode);
            Assert.Contains("802 Huyện Đức Hòa", output, StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
        }
    }

    [Fact]
    public async Task The_CSharp_example_is_the_one_that_runs()
    {
        var shown = Fence().Matches(Readme).Single(match => match.Groups["kind"].Value == "csharp").Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var source = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests", "LongAn.OpenData.Tests", "ReadmeExample.cs"), TestContext.Current.CancellationToken);
        var parks = await ReadmeExample.ReadParksAsync(portal.Client, TestContext.Current.CancellationToken);

        Assert.Contains(string.Join('\n', shown), string.Join('\n', source.Select(line => line.Trim())), StringComparison.Ordinal);
        Assert.Equal(33, parks.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, MemberData(nameof(TableExamples))]
    public async Task An_example_in_a_table_is_answered(string example)
    {
        var answer = await portal.AskAsync(Datasets + Encoded(example));

        Assert.True(answer.Status == 200, $"{example}: {answer.Status} {answer.Text}");
        Assert.False(IsEmptyPage(answer), $"{example}: no records");
    }

    /// <summary>Each row of the tables that say what may be asked, as it stands in an example.</summary>
    [Fact]
    public void Everything_that_may_be_asked_has_an_example()
    {
        string[] examples = [.. TableExamples.Select(row => row.Data), .. Curls.Select(row => Uri.UnescapeDataString(PathOf(row.Data)))];
        var facets = examples.Where(example => example.Contains("/facets?", StringComparison.Ordinal));
        var groups = examples.Where(example => example.Contains("/aggregate?", StringComparison.Ordinal));

        Assert.All(FilterOperator.All, row => Assert.Contains(examples, example => example.Contains($"__{row.Name}=", StringComparison.Ordinal)));
        Assert.All(FacetShape.All, row => Assert.Contains(facets, example => example.Contains($":{row.Name}", StringComparison.Ordinal)));
        Assert.All(AggregateFunction.All, row => Assert.Contains(groups, example => Regex.IsMatch(example, $@"[=,]{row.Name}:")));
        Assert.All(DatePart.All, row => Assert.Contains(groups, example => Regex.IsMatch(example, $@"group_by=([^&]*,)?{row.Name}:")));
        Assert.All(RecordsParameter.All.Where(row => !row.IsOfFormat && row != RecordsParameter.Cursor), row => Assert.Contains(examples, example => Regex.IsMatch(example, $"[?&]{row.Name}=")));
        Assert.All(RecordsParameter.All.Where(row => row.IsOfFormat), row => Assert.Contains($"`{row.Name}=", Readme, StringComparison.Ordinal));
        Assert.All(FacetsParameter.All.Concat(AggregateParameter.All).Where(row => row != RecordsParameter.Cursor), row => Assert.Contains(examples, example => Regex.IsMatch(example, $"[?&]{row.Name}=")));
    }

    /// <summary>All that README.md shows is there, and nothing it does not show, but where it says <see cref="Left"/>.</summary>
    private static void AssertShown(JsonNode? shown, JsonNode? real, string at)
    {
        if (shown is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String && (string?)value == Left)
            return;

        switch (shown, real)
        {
            case (JsonObject a, JsonObject b):
                Assert.Equal(a.Select(member => member.Key), b.Select(member => member.Key));
                foreach (var (name, member) in a)
                    AssertShown(member, b[name], $"{at}.{name}");
                return;
            case (JsonArray a, JsonArray b):
                Assert.Equal(a.Count, b.Count);
                for (var i = 0; i < a.Count; i++)
                    AssertShown(a[i], b[i], $"{at}[{i}]");
                return;
            default:
                Assert.True(JsonNode.DeepEquals(shown, real), $"{at}: {shown?.ToJsonString()} is shown, {real?.ToJsonString()} is answered");
                return;
        }
    }

    private static bool IsEmptyPage(Answer answer) =>
        answer.Header("Content-Type")!.StartsWith("application/json", StringComparison.Ordinal) && answer.Json is JsonObject page && page["data"] is JsonArray { Count: 0 };

    private static IEnumerable<string> ShellLines() => Fence().Matches(Readme)
        .Where(match => match.Groups["kind"].Value is "sh" or "bash")
        .SelectMany(match => match.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(line => !line.StartsWith('#'));

    private static string PathOf(string line)
    {
        var url = Quoted().Match(line).Groups["url"].Value;
        Assert.StartsWith(Address, url, StringComparison.Ordinal);
        return url[Address.Length..];
    }

    /// <summary>As a program encodes it that is given the parts of an address.</summary>
    private static string Encoded(string example) => string.Concat(example.Select(letter => letter is ' ' or '"' or '%' || letter >= 0x80 ? Uri.EscapeDataString($"{letter}") : $"{letter}"));

    private static string WithoutComment(string line) => line.Split(" # ", 2)[0];

    [GeneratedRegex("^```(?<kind>[a-z]*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(?<curl>curl [^\n]*)\n```\n+```(json|text)\n(?<answer>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CurlWithAnswer();

    [GeneratedRegex("(?<=^\\|.*)`(?<example>[a-z0-9-]+/(records|facets|aggregate)[^`]*)`", RegexOptions.Multiline)]
    private static partial Regex TableExample();

    [GeneratedRegex("# (?<status>[0-9]{3})$")]
    private static partial Regex StatusComment();

    [GeneratedRegex("'(?<url>[^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("^\\| (?<first>[^|]*?) \\|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("^\\| (?<ids>`[a-z0-9-]+`(, `[a-z0-9-]+`)*) \\| (?<counts>[0-9,]+(, [0-9,]+)*) \\|", RegexOptions.Multiline)]
    private static partial Regex DatasetRow();
}
