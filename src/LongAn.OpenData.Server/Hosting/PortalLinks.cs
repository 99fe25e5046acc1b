using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Makes the addresses in answers: they begin with the configured public address, or with the one that was asked.</summary>
internal sealed class PortalLinks(IHttpContextAccessor accessor, IOptions<PortalOptions> options)
{
    private readonly string? publicUrl = options.Value.PublicUrl?.TrimEnd('/');

    /// <summary>Without a slash at the end.</summary>
    public string Root
    {
        get
        {
            var request = accessor.HttpContext!.Request;
            return publicUrl ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
        }
    }

    /// <summary>The address of this request.</summary>
    public string Self
    {
        get
        {
            var request = accessor.HttpContext!.Request;
            return Root + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        }
    }

    public string Dataset(string id) => $"{Root}/api/v1/datasets/{Uri.EscapeDataString(id)}";

    /// <summary>Every error of content that was refused.</summary>
    public string Report(string id) => $"{Root}/api/v1/reports/{id}";

    /// <summary>Where people look at it.</summary>
    public string DatasetPage(string id) => $"{Root}/datasets/{Uri.EscapeDataString(id)}";

    public string Problem(string code) => $"{Root}/problems/{code}";

    /// <summary>The question of this request without a page, as a download: the address of each format it can be had in.</summary>
    public IEnumerable<(RecordFormat Format, string Address)> Exports(DatasetVersion version)
    {
        var query = With([.. RecordsParameter.All.Where(row => row.IsPaging || row.IsOfFormat).Select(row => (row.Name, (string?)null))]);
        var at = query.IndexOf('?', StringComparison.Ordinal);
        var (root, rest) = (Dataset(version.Dataset), at < 0 ? "" : query[at..]);
        return RecordFormat.For(version).Select(format => (format, $"{root}/export.{format.Name}{rest}"));
    }

    /// <summary>This request with other values for some parameters; null takes one away.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var request = accessor.HttpContext!.Request;
        var query = new QueryString();
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in changes)
            changed.Add(name);
        foreach (var (name, values) in request.Query)
        {
            if (changed.Contains(name))
                continue;

            foreach (var value in values)
                query = query.Add(name, value ?? "");
        }

        foreach (var (name, value) in changes)
        {
            if (value is not null)
                query = query.Add(name, value);
        }

        return Root + request.Path.ToUriComponent() + query.ToUriComponent();
    }
}
