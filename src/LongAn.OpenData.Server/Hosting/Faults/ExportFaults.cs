using LongAn.OpenData.Exports;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Faults;

/// <summary>Logs why a file of a whole version could not be made; whoever asked for it got it streamed.</summary>
internal static partial class ExportFaults
{
    public static StoredExports Watch(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<StoredExports>>();
        var options = services.GetRequiredService<IOptions<PortalOptions>>().Value;
        return new StoredExports(services.GetRequiredService<SqliteRecordStore>(), options.DataDir, options.Storage, services.GetRequiredService<TimeProvider>(), (export, fault) =>
            NotMade(log, fault, export.Dataset.Id, export.Version.Number, export.Format.Name, export.Encoding.Name));
    }

    [LoggerMessage(LogLevel.Warning, "The file {Dataset} v{Version} {Format} ({Encoding}) cannot be made; it is streamed")]
    private static partial void NotMade(ILogger log, Exception fault, string dataset, int version, string format, string encoding);
}
