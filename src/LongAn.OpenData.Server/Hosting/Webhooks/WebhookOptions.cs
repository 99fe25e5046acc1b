using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Server.Hosting.Webhooks;

/// <summary>How webhooks are bounded.</summary>
public sealed class WebhookOptions
{
    /// <summary>How many webhooks there may be; 0 for none.</summary>
    [Range(0, 100_000)]
    public int Most { get; set; } = 1_000;

    /// <summary>How many of them may be at one host.</summary>
    [Range(1, 10_000)]
    public int MostOfOneHost { get; set; } = 20;

    /// <summary>Longest an address may take to answer, in seconds.</summary>
    [Range(1, 60)]
    public int AnswerSeconds { get; set; } = 10;
}
