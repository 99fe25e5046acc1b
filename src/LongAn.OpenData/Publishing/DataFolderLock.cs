namespace LongAn.OpenData.Publishing;

/// <summary>Held while a process writes versions into a data folder, so that two never clean up after each other. Readers need no lock.</summary>
public sealed class DataFolderLock : IDisposable
{
    /// <summary>Longest a command waits for another process.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly FileStream file;

    private DataFolderLock(FileStream file) => this.file = file;

    /// <returns>Null where another process still holds it after the wait.</returns>
    public static async Task<DataFolderLock?> TakeAsync(string dataFolder, TimeSpan wait, CancellationToken cancel)
    {
        Directory.CreateDirectory(dataFolder);
        var path = Path.Combine(dataFolder, ".lock");
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new DataFolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (waited < wait)
            {
                await Task.Delay(Pause, cancel);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }
        }
    }

    public void Dispose() => file.Dispose();
}
