using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LongAn.OpenData.Tests.Explorer.Browser;
using LongAn.OpenData.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace LongAn.OpenData.Tests.Explorer.Browser;

/// <summary>A real browser: Debian's Chromium, driven by Playwright. Tests that need it are skipped, and say so, where it is not installed.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = [Environment.GetEnvironmentVariable("CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly float Patience = (float)Eventually.Longest.TotalMilliseconds;
    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Opens a window of the browser that tells at its end what was wrong in it.</summary>
    public async Task<BrowserWindow> OpenAsync(Portal portal, int width = 1280, int height = 900, string locale = "vi-VN", bool isDark = false, bool runsScripts = true)
    {
        var path = Places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "There is no Chromium on this machine: apt-get install chromium, or say where it is in CHROMIUM.");
        await StartAsync(path!);
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = locale,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = runsScripts,
            BaseURL = portal.Client.BaseAddress!.AbsoluteUri,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return await BrowserWindow.OpenAsync(context, portal.Client.BaseAddress!);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task StartAsync(string path)
    {
        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        }
        finally
        {
            starting.Release();
        }
    }
}

/// <summary>A window, and all that went wrong in it: errors of scripts, breaches of the page's policy, requests to other hosts.</summary>
public sealed class BrowserWindow : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    private BrowserWindow(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    internal static async Task<BrowserWindow> OpenAsync(IBrowserContext context, Uri home)
    {
        var window = new BrowserWindow(context, await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                window.faults.Add($"console: {message.Text}");
        };
        window.Page.PageError += (_, error) => window.faults.Add($"script: {error}");
        window.Page.Request += (_, request) =>
        {
            if (Uri.TryCreate(request.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Authority != home.Authority)
                window.faults.Add($"asked {request.Url}");
        };
        return window;
    }

    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle }))!;

    /// <summary>Nothing went wrong so far, but for the answer with an error status that a test asked for.</summary>
    public void IsClean(params string[] expected) => Assert.DoesNotContain(faults, fault => !expected.Any(part => fault.Contains(part, StringComparison.Ordinal)));

    /// <summary>Axe finds nothing that bars people.</summary>
    public async Task IsAccessibleAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, $"{Page.Url}\n" + string.Join('\n', result.Violations.Select(found => $"{found.Id}: {found.Help}\n  " + string.Join("\n  ", found.Nodes.Take(5).Select(node => $"{node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}")))));
    }

    /// <summary>The page is no wider than the window.</summary>
    public async Task FitsAsync()
    {
        var (inner, outer) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("window.innerWidth"));
        Assert.True(inner <= outer, $"{Page.Url} is {inner} wide in a window of {outer}.");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
