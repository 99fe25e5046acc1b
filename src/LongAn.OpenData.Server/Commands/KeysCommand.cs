using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Makes, lists and revokes the keys of publishers, also while a portal serves the same data folder.</summary>
internal static partial class KeysCommand
{
    private const string Description = """
        Makes, lists and revokes the API keys of publishers; a portal that serves the same data folder knows at once.

        Examples:
          keys add --publisher so-khdt --name "Máy chủ của Sở" --expires 90d
          keys add --publisher so-khdt --name "Báo cáo tháng" --scopes publish,log --datasets enterprises
          keys list
          keys revoke 4f9k2m7x0a
        """;

    public static Command Make() => new("keys", Description) { MakeAdd(), MakeList(), MakeRevoke() };

    private static Command MakeAdd()
    {
        var publisher = new Option<string>("--publisher") { Description = "The publisher's id, as its datasets have it.", Required = true };
        publisher.Validators.Add(result =>
        {
            if (!Identifier().IsMatch(result.GetValueOrDefault<string>() ?? ""))
                result.AddError("--publisher must be letters, digits, dots, hyphens or underscores.");
        });
        var name = new Option<string>("--name") { Description = "What the publisher calls the key; shown in its log and with the versions it makes.", Required = true };
        var scopes = new Option<string>("--scopes")
        {
            Description = $"What it may be used for, with commas between: {string.Join("; ", KeyScope.All.Select(scope => $"{scope}: {scope.Description.In("en")}"))}",
            DefaultValueFactory = _ => string.Join(',', KeyScope.Usual),
        };
        scopes.Validators.Add(result =>
        {
            foreach (var unknown in List(result.GetValueOrDefault<string>()).Where(scope => KeyScope.Find(scope) is null))
                result.AddError($"--scopes: there is no scope \"{unknown}\"; there are: {string.Join(", ", KeyScope.All)}.");
        });
        var datasets = new Option<string?>("--datasets") { Description = "The ids of the datasets it is for, with commas between; all of the publisher's if left out." };
        var expires = new Option<string>("--expires") { Description = "When it ends: 90d, 12h, a date such as 2027-06-30, or never.", DefaultValueFactory = _ => "365d" };
        expires.Validators.Add(result =>
        {
            if (!TryEnd(result.GetValueOrDefault<string>() ?? "", DateTimeOffset.UtcNow, out _))
                result.AddError("--expires must be like 90d, 12h, 2027-06-30 or never.");
        });
        var dataDir = PortalFolders.DataDir();
        var command = new Command("add", "Makes a key and writes it to stdout, once: what is kept is not enough to show it again.") { publisher, name, scopes, datasets, expires, dataDir };
        command.SetAction((parsed, _) => AddAsync(
            parsed.GetValue(publisher)!, parsed.GetValue(name)!, [.. List(parsed.GetValue(scopes)).Select(scope => KeyScope.Find(scope)!)],
            parsed.GetValue(datasets) is { } ids ? [.. List(ids)] : null, parsed.GetValue(expires)!, parsed.GetValue(dataDir)!));
        return command;
    }

    private static async Task<int> AddAsync(string publisher, string name, IReadOnlyList<KeyScope> scopes, IReadOnlyList<string>? datasets, string expires, string dataDir)
    {
        TryEnd(expires, DateTimeOffset.UtcNow, out var end);
        var file = new CatalogFile(dataDir);
        var (key, text) = new KeyRing(file, TimeProvider.System).Issue(publisher, name, scopes, datasets, end);
        Console.WriteLine(text);
        await Console.Error.WriteLineAsync($"Key {key.Id} of {publisher}: {string.Join(", ", scopes)}{(datasets is null ? "" : $"; only {string.Join(", ", datasets)}")}; {(end is null ? "never expires" : $"expires {end:u}")}. It is not shown again.");
        using var ledger = new VersionLedger(file);
        var known = ledger.ReadDatasets().Select(dataset => dataset.Description.Publisher.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!known.Contains(publisher))
            await Console.Error.WriteLineAsync($"No dataset is {publisher}'s yet{(known.Count > 0 ? $"; there are datasets of: {string.Join(", ", known)}" : "")}.");
        return 0;
    }

    private static Command MakeList()
    {
        var dataDir = PortalFolders.DataDir();
        var command = new Command("list", "Lists all keys, a line each: id, publisher, name, state, scopes, datasets, made, expires, last used.") { dataDir };
        command.SetAction(parsed =>
        {
            var now = DateTimeOffset.UtcNow;
            foreach (var key in new KeyRing(new CatalogFile(parsed.GetValue(dataDir)!), TimeProvider.System).All())
            {
                Console.WriteLine(string.Join('\t', key.Id, key.Publisher, key.Name, CommandOptions.Word(key.StateAt(now)), string.Join(',', key.Scopes), key.Datasets is null ? "*" : string.Join(',', key.Datasets),
                    Day(key.Created), key.Expires is { } end ? Day(end) : "never", key.LastUsed is { } day ? day.ToString("O", CultureInfo.InvariantCulture) : "never"));
            }

            return 0;
        });
        return command;
    }

    private static Command MakeRevoke()
    {
        var id = new Argument<string>("id") { Description = "The key's id, as keys list shows it." };
        var dataDir = PortalFolders.DataDir();
        var command = new Command("revoke", "Ends a key now and for ever; what it published stays.") { id, dataDir };
        command.SetAction(async (parsed, _) =>
        {
            if (new KeyRing(new CatalogFile(parsed.GetValue(dataDir)!), TimeProvider.System).Revoke(parsed.GetValue(id)!))
                return 0;

            await Console.Error.WriteLineAsync($"There is no key {parsed.GetValue(id)} that could be revoked.");
            return 1;
        });
        return command;
    }

    private static IEnumerable<string> List(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="end">Null for never.</param>
    private static bool TryEnd(string text, DateTimeOffset now, out DateTimeOffset? end)
    {
        end = null;
        if (text == "never")
            return true;
        if (Span().Match(text) is { Success: true } span)
            end = now + (span.Groups["unit"].Value == "h" ? TimeSpan.FromHours(int.Parse(span.Groups["count"].ValueSpan, CultureInfo.InvariantCulture)) : TimeSpan.FromDays(int.Parse(span.Groups["count"].ValueSpan, CultureInfo.InvariantCulture)));
        else if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
            end = day.AddHours(17); // the end of the day in Việt Nam
        return end is not null;
    }

    [GeneratedRegex("^(?<count>[0-9]{1,5})(?<unit>[dh])$")]
    private static partial Regex Span();

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,99}$")]
    private static partial Regex Identifier();
}
