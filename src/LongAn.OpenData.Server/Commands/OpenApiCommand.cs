using System.CommandLine;

namespace LongAn.OpenData.Server.Commands;

internal static class OpenApiCommand
{
    public static Command Make() => new("openapi", "x");
}
