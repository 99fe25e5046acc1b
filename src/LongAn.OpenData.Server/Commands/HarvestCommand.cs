using System.CommandLine;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Harvests;
using LongAn.OpenData.Server.Harvest;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Brings datasets in from other addresses.</summary>
internal static class HarvestCommand
{
    private const string Description = """
        Brings datasets in from other addresses, through the same checks as everything that is published: a data file, a
        datapackage.json, a resource of CKAN, or a dataset of another portal of this kind. What has not changed there is not read
        again. With an address it is remembered; without one, all that are remembered are looked at. A portal that serves looks at
        those with --every by itself. Exits with 1 where something could not be taken.

        Examples:
          harvest
          harvest giá-đất --from https://example.vn/gia-dat.csv
          harvest parks --from https://data.example.vn/api/v1/datasets/industrial-parks --every 1d
          harvest parks --forget
          harvest --list
        """;

    public static Command Make()
    {
        var dataset = new Argument<string?>("dataset") { Description = "The dataset's id here; all that are remembered if left out.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "Where it is." };
        from.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
                result.AddError("--from must be an address of http or https.");
        });
        var every = new Option<string?>("--every") { Description = "How often a portal that serves looks: a number with m, h or d, such as 1d." };
        every.Validators.Add(result =>
        {
            if (HarvestPause.Read(result.GetValueOrDefault<string>()!) is null)
                result.AddError("--every must be a number with m, h or d, from 1m to 366d, such as 1d.");
        });
        var breaking = new Option<bool>("--allow-breaking") { Description = "Take it even where its fields have changed in a way that breaks who uses it." };
        var forget = new Option<bool>("--forget") { Description = "Remember it no longer; its versions stay." };
        var list = new Option<bool>("--list") { Description = "Show what is remembered, and what came of the last look." };
        var (dataDir, language) = (PortalFolders.DataDir(), CommandOptions.Language());
        var command = new Command("harvest", Description) { dataset, from, every, breaking, forget, list, dataDir, language };
        command.Validators.Add(result =>
        {
            if (result.GetValue(dataset) is null && (result.GetValue(from) is not null || result.GetValue(every) is not null || result.GetValue(forget)))
                result.AddError("--from, --every and --forget take the id of a dataset.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var file = new CatalogFile(parsed.GetValue(dataDir)!);
            var book = new HarvestBook(file);
            if (parsed.GetValue(list))
                return List(book);
            if (parsed.GetValue(dataset) is { } id && parsed.GetValue(forget))
                return await ForgetAsync(book, id);

            return await RunAsync(file, book, parsed.GetValue(dataset), parsed.GetValue(from), parsed.GetValue(every), parsed.GetValue(breaking), parsed.GetValue(language)!, cancel);
        });
        return command;
    }

    private static int List(HarvestBook book)
    {
        foreach (var source in book.Read())
            Console.WriteLine($"{source.Dataset}\t{source.Address}\t{(source.Every is { } every ? HarvestPause.Write(every) : "")}\t{(source.Tried is { } tried ? CatalogFile.ToText(tried) : "")}\t{source.Outcome}");
        return 0;
    }

    private static async Task<int> ForgetAsync(HarvestBook book, string id)
    {
        if (book.Remove(id))
            return 0;

        await Console.Error.WriteLineAsync($"{id} is not harvested.");
        return 1;
    }

    private static async Task<int> RunAsync(CatalogFile file, HarvestBook book, string? id, string? from, string? every, bool allowsBreaking, string language, CancellationToken cancel)
    {
        if (id is not null && (from ?? book.Find(id)?.Address.AbsoluteUri) is not { })
        {
            await Console.Error.WriteLineAsync($"{id} is not harvested yet: say where it is with --from.");
            return 1;
        }

        if (id is not null && (from is not null || every is not null))
            book.Put(new HarvestSource(id, new Uri(from ?? book.Find(id)!.Address.AbsoluteUri), every is null ? book.Find(id)?.Every : HarvestPause.Read(every)));
        await using var app = ServeCommand.CreateBuilder(PortalOptions.DefaultUrls, file.DataFolder, file.DataFolder).Build();
        var harvester = app.Services.GetRequiredService<Harvester>();
        var isSound = true;
        foreach (var source in book.Read().Where(source => id is null || source.Dataset == id))
        {
            var result = await harvester.RunAsync(source, allowsBreaking, cancel);
            isSound &= result is { Fault: null, Published: not PublishOutcome.Rejected };
            await WriteAsync(result, language);
        }

        return isSound ? 0 : 1;
    }

    private static async Task WriteAsync(HarvestResult result, string language)
    {
        Console.WriteLine($"{result.Dataset}\t{(result.Published is { } outcome ? CommandOptions.Word(outcome) : "failed")}\t{result.Version?.Number}\t{result.Version?.RecordCount}");
        if (result.Fault is { } fault)
            await Console.Error.WriteLineAsync($"failed     {result.Dataset}: {fault}");
        else
            await ImportRun.WriteAsync(Console.Error, new PublishResult(result.Dataset, result.Published!.Value, result.Version, result.Report), language, ImportRun.MostShown);
    }
}
