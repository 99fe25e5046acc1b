using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LongAn.OpenData.Storage;

/// <summary>Brings files to the disk, then, once they have their names, the names: after a power cut there is a whole file of a name, or none.</summary>
public static class DurableFile
{
    /// <summary>Some file systems have nothing to bring to the disk for a folder, and say so.</summary>
    private const int NotForThisFile = 22;

    /// <summary>Brings what a file holds to the disk.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Brings the names in a folder to the disk. .NET opens no folder, so this asks the system; Windows writes names through.</summary>
    /// <inheritdoc cref="Flush" path="/exception"/>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Native.Open(folder, 0);
        if (descriptor < 0)
            throw Fault(folder);

        try
        {
            if (Native.Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() != NotForThisFile)
                throw Fault(folder);
        }
        finally
        {
            _ = Native.Close(descriptor);
        }
    }

    private static IOException Fault(string folder) => new($"{folder}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    private static class Native
    {
        private const string Library = "libc";

        [DllImport(Library, EntryPoint = "open", ExactSpelling = true, SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport(Library, EntryPoint = "fsync", ExactSpelling = true, SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Sync(int descriptor);

        [DllImport(Library, EntryPoint = "close", ExactSpelling = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
}
