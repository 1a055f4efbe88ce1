using Partnero.Contracts.Testing;
using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>Reads <c>--schemas</c>: a consumer's own schemas.</summary>
internal static class SchemaFolder
{
    public const string Option = "--schemas";

    /// <summary>Partnero's schemas, and those of a folder.</summary>
    /// <exception cref="UsageException">It is no folder with schemas; the message says why.</exception>
    public static WebhookSchemas With(string? path)
    {
        if (path is null)
            return WebhookSchemas.BuiltIn;
        if (string.IsNullOrWhiteSpace(path))
            throw new UsageException($"--schemas is '{path}', and must be a folder with schemas.");
        if (File.Exists(path))
            throw new UsageException($"--schemas is '{path}', which is a file. Give the folder that holds it.");
        if (!Directory.Exists(path))
            throw new UsageException($"--schemas is '{path}', and there is no such folder: it was looked for at {Path.GetFullPath(path)}. Correct the path.");
        try
        {
            return WebhookSchemas.BuiltIn.WithFolder(path);
        }
        catch (Exception exception) when (exception is SchemaException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--schemas: {exception.Message}");
        }
    }
}
