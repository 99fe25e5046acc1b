using System.ComponentModel.DataAnnotations;
using System.Net;
using LongAn.OpenData.Server.Hosting.Feedback;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Server.Hosting.Webhooks;
using LongAn.OpenData.Storage;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>
/// How the portal is set up: the section <c>Portal</c> of the configuration, so <c>Portal__PublicUrl</c> in the environment.
/// Checked before the server starts.
/// </summary>
public sealed class PortalOptions : IValidatableObject
{
    public const string Section = "Portal";
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>Where versions and the catalog are kept. Also <c>--data-dir</c> and <c>LONGAN_DATA_DIR</c>.</summary>
    [Required]
    public string DataDir { get; set; } = ".data";

    /// <summary>The folder of datasets that is imported at the start. Also <c>--datasets</c> and <c>LONGAN_DATASETS</c>.</summary>
    [Required]
    public string Datasets { get; set; } = "datasets";

    /// <summary>The address that links begin with, such as <c>https://data.example.vn/portal</c>; left out, the request's own.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>Addresses of proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and <c>-Prefix</c> are believed; nobody else's are.</summary>
    [Addresses]
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Longest path and query that is answered, in bytes.</summary>
    [Range(1_000, 60_000)]
    public int UrlBytes { get; set; } = 16_000;

    /// <summary>How much memory may keep whole answers, in megabytes; 0 keeps none.</summary>
    [Range(0, 16_384)]
    public int AnswerCacheMegabytes { get; set; } = 64;

    /// <summary>The portal may connect to its own machine where somebody names an address for it to ask: for tests and for trying things out.</summary>
    public bool AllowsLoopback { get; set; }

    /// <summary>Whom to tell of a weakness: an address such as <c>mailto:security@example.vn</c>; left out, there is no <c>security.txt</c>.</summary>
    [Address]
    public string? SecurityContact { get; set; }

    /// <summary>Until when <see cref="SecurityContact"/> holds, such as <c>2027-12-31</c>; RFC 9116 asks for it.</summary>
    public DateTimeOffset? SecurityExpires { get; set; }

    [ValidateObjectMembers]
    public WebhookOptions Webhooks { get; } = new();

    [ValidateObjectMembers]
    public PublishingOptions Publishing { get; } = new();

    [ValidateObjectMembers]
    public RetentionOptions Retention { get; } = new();

    [ValidateObjectMembers]
    public StorageOptions Storage { get; } = new();

    [ValidateObjectMembers]
    public FeedbackOptions Feedback { get; } = new();

    [ValidateObjectMembers]
    public UsageOptions Usage { get; } = new();

    [ValidateObjectMembers]
    public HarvestOptions Harvest { get; } = new();

    [ValidateObjectMembers]
    public ExplorerOptions Explorer { get; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SecurityContact is null != SecurityExpires is null)
            yield return new ValidationResult($"{nameof(SecurityContact)} and {nameof(SecurityExpires)} go together.", [nameof(SecurityContact), nameof(SecurityExpires)]);
    }
}

/// <summary>An address that mail, telephone or the web knows.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || (value is string text && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "mailto" or "tel");

    public override string FormatErrorMessage(string name) => $"The field {name} must be an address that begins with https:, mailto: or tel:.";
}

/// <summary>Every item is an IP address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressesAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not IEnumerable<string?> items || items.All(item => IPAddress.TryParse(item, out _));

    public override string FormatErrorMessage(string name) => $"The field {name} must hold IP addresses.";
}
