using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Output;

/// <summary>A file to be written.</summary>
/// <param name="Path">Where.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Option">The option that asks for it.</param>
/// <param name="Source">What it was made of; empty where that is not one file.</param>
/// <param name="Remark">What is to be known of replacing one that is there.</param>
internal sealed record NewFile(string Path, byte[] Content, string Option, string Source, string Remark = "");

/// <summary>Writes files. One that is there already is replaced where that is asked for, and nowhere else.</summary>
internal static class NewFiles
{
    /// <exception cref="UsageException">One is there already, or cannot be written; the message says which. In the first case none has been written.</exception>
    public static IReadOnlyList<NewFile> Write(IReadOnlyList<NewFile> files, bool isForced)
    {
        if (!isForced && files.FirstOrDefault(file => File.Exists(file.Path)) is { } there)
            throw new UsageException($"'{there.Path}' exists already, and nothing was written. Give another folder ({there.Option}), or replace it (--force).{there.Remark}");
        foreach (var file in files)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.Path))!);
                File.WriteAllBytes(file.Path, file.Content);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                throw new UsageException($"'{file.Path}' cannot be written ({file.Option}): {UsageException.Sentence(exception)}");
            }
        }

        return files;
    }
}
