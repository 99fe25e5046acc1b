using System.CommandLine;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Lists and removes the addresses that are told of what is published, also while a portal serves the same data folder.</summary>
internal static class WebhooksCommand
{
    private const string Description = """
        Lists and removes the webhooks of a portal; one that serves the same data folder knows within seconds.

        Examples:
          webhooks list
          webhooks list --publisher so-khdt
          webhooks remove wh_0123456789abcdef01234567
        """;

    public static Command Make() => new("webhooks", Description) { MakeList(), MakeRemove() };

    private static Command MakeList()
    {
        var publisher = new Option<string?>("--publisher") { Description = "Only those that were made with a key of this publisher." };
        var dataDir = PortalFolders.DataDir();
        var command = new Command("list", "Lists all webhooks, a line each: id, publisher, address, datasets, made, disabled, last outcome. No secret is shown.") { publisher, dataDir };
        command.SetAction(parsed =>
        {
            if (PortalFolders.FindCatalog(parsed.GetValue(dataDir)!) is not { } file)
                return 1;

            var ledger = new WebhookLedger(file);
            foreach (var webhook in ledger.ReadAll().Where(webhook => parsed.GetValue(publisher) is not { } wanted || webhook.Publisher == wanted))
            {
                var last = ledger.ReadDeliveries(webhook.Id, atMost: 1) is [var newest, ..] ? newest : null;
                Console.WriteLine(string.Join('\t', webhook.Id, webhook.Publisher ?? "-", webhook.Url, webhook.Datasets.Count == 0 ? "all" : string.Join(',', webhook.Datasets), $"{webhook.Created:u}", webhook.Disabled is { } at ? $"{at:u}" : "-", last?.Outcome ?? "-"));
            }

            return 0;
        });
        return command;
    }

    private static Command MakeRemove()
    {
        var id = new Argument<string>("webhook") { Description = "Its id." };
        var dataDir = PortalFolders.DataDir();
        var command = new Command("remove", "Removes a webhook; what was still to be sent to it is not sent.") { id, dataDir };
        command.SetAction(async (parsed, _) =>
        {
            if (PortalFolders.FindCatalog(parsed.GetValue(dataDir)!) is not { } file)
                return 1;

            var ledger = new WebhookLedger(file);
            if (ledger.Find(parsed.GetValue(id)!) is not { } webhook)
            {
                await Console.Error.WriteLineAsync($"There is no webhook {parsed.GetValue(id)}.");
                return 1;
            }

            ledger.Remove(webhook.Id);
            return 0;
        });
        return command;
    }
}
