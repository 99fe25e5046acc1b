using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Where what is sent to the portal lies until it is published or refused: a folder each, in the data folder.</summary>
internal sealed class Uploads(IOptions<PortalOptions> options)
{
    private readonly string root = Path.Combine(options.Value.DataDir, ".uploads");

    public Upload Open()
    {
        var id = Guid.CreateVersion7().ToString("N");
        return new Upload(id, Directory.CreateDirectory(Path.Combine(root, id)).FullName);
    }

    /// <summary>Some process works on it.</summary>
    public bool IsHeld(string id) => Directory.Exists(Path.Combine(root, id)) && Upload.IsHeld(Path.Combine(root, id));

    /// <summary>Removes what servers that are no more have left.</summary>
    public void RemoveAbandoned()
    {
        if (!Directory.Exists(root))
            return;

        foreach (var folder in Directory.EnumerateDirectories(root).Where(folder => !Upload.IsHeld(folder)))
            Directory.Delete(folder, recursive: true);
    }
}

/// <summary>One request's content on the disk. Dispose it to leave nothing behind.</summary>
internal sealed class Upload : IDisposable
{
    private const string LockName = ".held";
    private readonly FileStream held;

    public Upload(string id, string folder)
    {
        (Id, Folder) = (id, folder);
        held = new FileStream(Path.Combine(folder, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public string Id { get; }

    public string Folder { get; }

    /// <summary>Where the content lies as its descriptor says, when it is to be read.</summary>
    public string Package => Path.Combine(Folder, "package");

    /// <summary>Where its errors are written as they are found.</summary>
    public string Errors => Path.Combine(Folder, "errors.csv");

    /// <summary>The lock goes away with its process, however that ends.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            using var free = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        held.Dispose();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
