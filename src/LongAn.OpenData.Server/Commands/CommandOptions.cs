using System.CommandLine;

namespace LongAn.OpenData.Server.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommandOptions
{
    public static Option<string> Language()
    {
        var language = new Option<string>("--lang") { Description = "The language of messages.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("vi", "en");
        return language;
    }

    public static Option<string?> Output() => new("--output", "-o") { Description = "The file to write; stdout if left out." };

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The file, or stdout; a file appears whole or not at all.</summary>
    public static async Task WriteAsync(string? path, Func<Stream, Task> write)
    {
        if (path is null)
        {
            await using var stdout = Console.OpenStandardOutput();
            await write(stdout);
            return;
        }

        var partial = path + ".partial";
        try
        {
            await using (var file = File.Create(partial))
                await write(file);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }
}
