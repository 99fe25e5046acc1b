using System.Diagnostics;
using LongAn.OpenData.Server.Explorer.Use;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Use;

/// <summary>The programs that pages offer are run, as they stand, against a portal whose records hold what quoting goes wrong with.</summary>
public sealed class UseLanguageTests(AwkwardPortal awkward) : IClassFixture<AwkwardPortal>
{
    [Fact]
    public async Task Curl_asks_for_what_is_shown()
    {
        await RunAsync(UseLanguage.Curl, "bash", "program.sh", text => text, isList: true);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Python_asks_for_what_is_shown(bool isList)
    {
        await RunAsync(UseLanguage.Python, "python3", "program.py", text => text, isList);
    }

    [Fact]
    public async Task Pandas_asks_for_what_is_shown()
    {
        Assert.SkipUnless(await HasAsync("python3", "-c", "import pandas"), "Python has no pandas here.");

        await RunAsync(UseLanguage.Pandas, "python3", "program.py", text => text, isList: true);
    }

    [Fact]
    public async Task R_asks_for_what_is_shown()
    {
        await RunAsync(UseLanguage.R, "Rscript", "program.R", text => text, isList: true);
    }

    [Fact]
    public async Task R_asks_for_one_record()
    {
        Assert.SkipUnless(await HasAsync("Rscript", "-e", "library(jsonlite)"), "R has no jsonlite here.");

        await RunAsync(UseLanguage.R, "Rscript", "program.R", text => text, isList: false);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task JavaScript_asks_for_what_is_shown(bool isList)
    {
        await RunAsync(UseLanguage.JavaScript, "node", "program.mjs", Block, isList);
    }

    /// <summary>Both in one program, since each takes seconds to compile.</summary>
    [Fact]
    public async Task CSharp_asks_for_what_is_shown()
    {
        await RunAsync(UseLanguage.CSharp, "dotnet", "program.cs", Block, isList: true, alsoSingle: true);
    }

    [Theory]
    [InlineData("https://x.vn/a?q=Đức Hòa", "https://x.vn/a?q=%C4%90%E1%BB%A9c%20H%C3%B2a")]
    [InlineData("https://x.vn/a?q=%C4%90%20%2C%2F&b=1,2", "https://x.vn/a?q=%C4%90%20%2C%2F&b=1,2")]
    [InlineData("https://x.vn/a?q=\"<{`|\\^}>", "https://x.vn/a?q=%22%3C%7B%60%7C%5C%5E%7D%3E")]
    public void An_address_is_escaped_once(string address, string escaped)
    {
        Assert.Equal(escaped, UseQuestion.Escape(address));
        Assert.Equal(escaped, UseQuestion.Escape(escaped));
    }

    /// <summary>Excel is not here, so what it would read is read by its rules: two quotes are one, and <c>#(#)</c> is <c>#</c>.</summary>
    [Theory]
    [InlineData("a\"b")]
    [InlineData("#(lf)")]
    [InlineData("a#(#)b\"\"")]
    public void A_text_of_Power_Query_is_what_was_quoted(string text)
    {
        var quoted = UseQuestion.QuoteM(text);

        Assert.Equal(text, quoted[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Replace("#(#)", "#", StringComparison.Ordinal));
        Assert.DoesNotContain("#(l", quoted, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_language_has_its_answer_to_a_list()
    {
        var asked = new UseQuestion("https://x.vn/records?a=1", "https://x.vn/export.csv?a=1", IsList: true);

        Assert.All(UseLanguage.All, language => Assert.Contains("https://x.vn/", language.Write(asked), StringComparison.Ordinal));
        Assert.Equal(UseLanguage.All.Count, UseLanguage.All.Select(language => language.Name).Distinct().Count());
    }

    private async Task RunAsync(UseLanguage language, string tool, string file, Func<string, string> inProgram, bool isList, bool alsoSingle = false)
    {
        Assert.SkipUnless(await HasAsync(tool, "--version"), $"There is no {tool} here.");
        using var folder = new TempFolder();
        var programs = awkward.Questions(isList).Concat(alsoSingle ? awkward.Questions(isList: false) : []).Select(asked => inProgram(language.Write(asked)!));
        await File.WriteAllTextAsync(folder.At(file), string.Join("\n\n", programs), TestContext.Current.CancellationToken);
        string[] arguments = tool == "dotnet" ? ["run", file] : [file];

        var (exit, output, error) = await StartAsync(folder.Path, tool, arguments);

        Assert.True(exit == 0, $"{error}\n{output}");
        Assert.All(Enumerable.Range(0, AwkwardPortal.Texts.Count), i => Assert.Contains(AwkwardPortal.KeyOf(i), output, StringComparison.Ordinal));
    }

    private static async Task<bool> HasAsync(string tool, params string[] arguments)
    {
        try
        {
            return (await StartAsync(Path.GetTempPath(), tool, arguments)).Exit == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Exit, string Output, string Error)> StartAsync(string folder, string tool, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    /// <summary>So that several programs, each with names of its own, make one.</summary>
    private static string Block(string program) => $"{{\n{program}\n}}";
}

/// <summary>A portal with a record for each text that quoting goes wrong with.</summary>
public sealed class AwkwardPortal : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private Portal? portal;

    public static IReadOnlyList<string> Texts { get; } =
        ["Đức Hòa", "it's", "say \"hi\"", "$HOME", "`id`", @"a\b", "#(lf)", "100%", "a&b=c", "${x} {y}", "#{z}!", "a+b", "~ * ? [c] ; | > <", "%24"];

    public static string KeyOf(int index) => $"key-{index:000}";

    internal IEnumerable<UseQuestion> Questions(bool isList)
    {
        var dataset = $"{portal!.Client.BaseAddress!.AbsoluteUri}api/v1/datasets/awkward/";
        return Texts.Select((text, i) => isList
            ? new UseQuestion(UseQuestion.Escape($"{dataset}records?text={Written(text)}"), UseQuestion.Escape($"{dataset}export.csv?text={Written(text)}"), isList)
            : new UseQuestion($"{dataset}records/{KeyOf(i)}", Export: null, isList));
    }

    public async ValueTask InitializeAsync()
    {
        var rows = Texts.Select((text, i) => $"{KeyOf(i)},\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        folder.WriteDataset("awkward", [("id", "string"), ("text", "string")], $"id,text\n{string.Join('\n', rows)}\n");
        portal = await Portal.StartAsync(folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (portal is not null)
            await portal.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>As an address bar leaves it: only what means something in a query is escaped.</summary>
    private static string Written(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
}
