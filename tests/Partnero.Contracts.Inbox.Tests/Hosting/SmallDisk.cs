using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>A disk of 24 MB, in memory, that is filled to the last byte. Only where this process may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 4096;

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Whether this process may mount one: root, on Linux, unless a container says otherwise.</summary>
    public static bool IsPossible { get; } = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && TryCreate() is { } disk && disk.IsGivenBack();

    /// <summary>The folder on it that is for the database.</summary>
    public string Folder => Path.Combine(_folder, "data");

    private string Filler => Path.Combine(_folder, "filler");

    public static SmallDisk Create() => TryCreate() ?? throw new InvalidOperationException("No disk could be mounted.");

    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[Block];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // That was the last one.
            Assert.True(file.Length > Block, "The disk was full before.");
        }
    }

    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        // What is open on it still ends by itself.
        _ = Run("umount", "-l", _folder);
        Directory.Delete(_folder);
    }

    private static SmallDisk? TryCreate()
    {
        // Where PostgreSQL comes to it too, which runs as another user.
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : "/tmp", $"partnero-disk-{Guid.NewGuid():N}"));
        if (!Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder.FullName))
        {
            folder.Delete();
            return null;
        }

        var disk = new SmallDisk(folder.FullName);
        Directory.CreateDirectory(disk.Folder);
        return disk;
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }

    private bool IsGivenBack()
    {
        Dispose();
        return true;
    }
}
