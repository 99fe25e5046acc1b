using System.CommandLine;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Commands;

/// <summary>The commands: one line each. Results go to stdout, messages to stderr; 0 is success, 1 a failure, 2 a command line that is not understood.</summary>
internal static class PortalCommandLine
{
    private const int NotUnderstood = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        SqliteSetup.Configure();
        var parsed = MakeRoot().Parse(args);
        return parsed.Errors.Count > 0 ? Explain(parsed) : await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = true });
    }

    public static RootCommand MakeRoot()
    {
        var root = new RootCommand("LongAn.OpenData, an open data portal. Without a command it serves.")
        {
            ServeCommand.Make(),
            ImportCommand.Make(),
            ValidateCommand.Make(),
            ExportCommand.Make(),
            SampleCommand.Make(),
            OpenApiCommand.Make(),
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
