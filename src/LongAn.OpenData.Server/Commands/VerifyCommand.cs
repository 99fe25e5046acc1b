using System.CommandLine;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Holds every file of the data folder against its digest.</summary>
internal static class VerifyCommand
{
    private const string Description = """
        Checks every file of every version against the digest it was published with, and the catalog itself. One line a file on
        stdout: its path and whether it is whole, changed or missing. Exits with 1 where one is not whole.

        Examples:
          verify
          verify --data-dir /var/lib/longan
        """;

    public static Command Make()
    {
        var dataDir = PortalFolders.DataDir();
        var command = new Command("verify", Description) { dataDir };
        command.SetAction((parsed, cancel) => Task.FromResult(Verify(parsed.GetValue(dataDir)!, cancel)));
        return command;
    }

    private static int Verify(string dataDir, CancellationToken cancel)
    {
        if (PortalFolders.FindCatalog(dataDir) is not { } catalog)
            return 1;

        var fault = DataVerification.CheckCatalog(catalog);
        Console.WriteLine($"{CatalogFile.Name}\t{(fault is null ? "whole" : fault)}");
        var isSound = fault is null;
        foreach (var file in DataVerification.Check(catalog, cancel))
        {
            Console.WriteLine($"{file.Path}\t{(file.Fault is { } found ? CommandOptions.Word(found) : "whole")}");
            isSound &= file.Fault is null;
        }

        return isSound ? 0 : 1;
    }
}
