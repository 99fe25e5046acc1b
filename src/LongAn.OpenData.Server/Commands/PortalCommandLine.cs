using System.CommandLine;
using System.Data.Common;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Commands;

/// <summary>The commands: one line each. Results go to stdout, messages to stderr; 0 is success, 1 a failure, 2 a command line that is not understood.</summary>
internal static class PortalCommandLine
{
    private const int Failed = 1;
    private const int NotUnderstood = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        SqliteSetup.Configure();
        var parsed = MakeRoot().Parse(args);
        if (parsed.Errors.Count > 0)
            return Explain(parsed);

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault)
        {
            // What an administrator can mend is told in a line; anything else is a fault of ours, with all there is to find it by.
            var isTheirs = fault is IOException or UnauthorizedAccessException or DbException or OptionsValidationException or OperationCanceledException;
            await Console.Error.WriteLineAsync(isTheirs ? fault.Message : fault.ToString());
            return Failed;
        }
    }

    public static RootCommand MakeRoot()
    {
        var root = new RootCommand("LongAn.OpenData, an open data portal. Without a command it serves.")
        {
            ServeCommand.Make(),
            ImportCommand.Make(),
            RollbackCommand.Make(),
            VersionsCommand.Make(),
            ValidateCommand.Make(),
            ExportCommand.Make(),
            SampleCommand.Make(),
            KeysCommand.Make(),
            OpenApiCommand.Make(),
            BackupCommand.Make(),
            RestoreCommand.Make(),
            VerifyCommand.Make(),
            BundleCommand.Make(),
            HarvestCommand.Make(),
            WebhooksCommand.Make(),
        };
        ServeCommand.AddTo(root);
        return root;
    }

    private static int Explain(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            Console.Error.WriteLine(error.Message);
        Console.Error.WriteLine("See --help.");
        return NotUnderstood;
    }
}
