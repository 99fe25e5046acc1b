using System.Globalization;
using LongAn.OpenData.Server.Explorer.Assets;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>
/// What every component of a page may ask: the language, words and numbers in it, and addresses. Addresses of pages are paths below
/// the portal's prefix; they keep a language that the reader has chosen in the address.
/// </summary>
public sealed class PageContext
{
    private readonly HttpRequest request;
    private readonly ExplorerAssets assets;
    private readonly string? chosen;

    internal PageContext(HttpRequest request, PortalLinks links, ExplorerAssets assets)
    {
        this.request = request;
        this.assets = assets;
        Language = RequestLanguage.Of(request);
        chosen = request.Query["lang"] is [("vi" or "en") and { } asked] ? asked : null;
        Root = links.Root;
        Prefix = new Uri(links.Root).AbsolutePath.TrimEnd('/');
        Culture = CultureInfo.ReadOnly(Language == "vi" ? Vietnamese : English);
    }

    /// <summary><c>vi</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>How numbers are written: 1.234,5 in Vietnamese, 1,234.5 in English.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The portal's address, without a slash at the end.</summary>
    public string Root { get; }

    /// <summary>The path that all paths of the portal begin with; empty where there is none.</summary>
    public string Prefix { get; }

    /// <summary>The path of this request, without the prefix.</summary>
    public string Path => request.Path.ToUriComponent();

    public IQueryCollection Query => request.Query;

    /// <summary>This page's address without a language: the one that search engines keep.</summary>
    public string Canonical => Root + Path + QueryWith(("lang", null));

    /// <summary>Words in the reader's language.</summary>
    public string T(string vi, string en) => Language == "vi" ? vi : en;

    /// <inheritdoc cref="T(string, string)"/>
    public string T(LocalizedText text) => text.In(Language);

    public string Number(long number) => number.ToString("N0", Culture);

    public string Number(double number) => number.ToString("#,##0.####", Culture);

    /// <summary>A day as it is written in Vietnam, 25/11/2026; ISO 8601 in English.</summary>
    public string Day(DateOnly day) => day.ToString(Language == "vi" ? "dd/MM/yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Day(DateOnly)"/>
    public string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(moment.UtcDateTime + VietnamTime));

    public string Bytes(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{(bytes / 1e3).ToString("0.#", Culture)} kB",
        < 1_000_000_000 => $"{(bytes / 1e6).ToString("0.#", Culture)} MB",
        _ => $"{(bytes / 1e9).ToString("0.#", Culture)} GB",
    };

    /// <summary>The address of a page.</summary>
    /// <param name="path">Begins with a slash, without the prefix; its segments are escaped.</param>
    public string Url(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = new QueryString();
        foreach (var (name, value) in query)
        {
            if (value is not null)
                text = text.Add(name, value);
        }

        if (chosen is not null)
            text = text.Add("lang", chosen);
        return Prefix + path + text.ToUriComponent();
    }

    /// <summary>This page with other values for some parameters; null takes one away.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes) => Prefix + Path + QueryWith(changes);

    /// <summary>Another page with this page's parameters, some of them changed.</summary>
    public string To(string path, params ReadOnlySpan<(string Name, string? Value)> changes) => Prefix + path + QueryWith(changes);

    /// <summary>The address of a file of the explorer: it never changes, since the content's digest is part of it.</summary>
    public string Asset(string name) => Prefix + assets.PathOf(name);

    /// <summary>The file is part of this build.</summary>
    public bool HasAsset(string name) => assets.Has(name);

    /// <summary>The parameters of this request, some of them changed, as a query string.</summary>
    public string QueryWith(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var text = new QueryString();
        foreach (var (name, values) in request.Query)
        {
            if (Names(changes, name))
                continue;

            foreach (var value in values)
                text = text.Add(name, value ?? "");
        }

        foreach (var (name, value) in changes)
        {
            if (value is not null)
                text = text.Add(name, value);
        }

        return text.ToUriComponent();
    }

    private static bool Names(ReadOnlySpan<(string Name, string? Value)> changes, string name)
    {
        foreach (var change in changes)
        {
            if (change.Name == name)
                return true;
        }

        return false;
    }

    private static readonly TimeSpan VietnamTime = TimeSpan.FromHours(7);
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Vietnamese = MakeVietnamese();

    /// <summary>The build has no cultures of the system's (InvariantGlobalization), so the two signs that differ are set here.</summary>
    private static CultureInfo MakeVietnamese()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        return culture;
    }
}
