using System.Diagnostics.CodeAnalysis;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Pipes, terminals and devices: what is written goes away at once, and there is nothing to replace.</summary>
internal static class SpecialFile
{
    /// <summary>Opens a file for writing, without changing it, if it is there and is a special one.</summary>
    /// <exception cref="IOException">It is there, and cannot be opened.</exception>
    public static bool TryOpen(string path, [NotNullWhen(true)] out Stream? stream)
    {
        stream = path switch
        {
            // Opened again, a file that the output is sent to would be overwritten from its beginning.
            "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1" => Console.OpenStandardOutput(),
            "/dev/stderr" or "/dev/fd/2" or "/proc/self/fd/2" => Console.OpenStandardError(),
            _ => OpenUnlessPlain(path),
        };
        return stream is not null;
    }

    private static FileStream? OpenUnlessPlain(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        if (!file.CanSeek || IsOfDevices(path))
            return file;
        file.Dispose();
        return null;
    }

    private static bool IsOfDevices(string path) => !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal))
        && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
