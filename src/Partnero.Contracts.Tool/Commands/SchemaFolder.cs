using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>Reads <c>--schemas</c>: a consumer's own schemas.</summary>
internal static class SchemaFolder
{
    public const string Option = "--schemas";

    /// <summary>Partnero's schemas, and those of a folder.</summary>
    /// <exception cref="UsageException">It is no folder with schemas; the message says why.</exception>
    public static WebhookSchemas With(string? path) => path is null ? WebhookSchemas.BuiltIn : With(WebhookSchemas.BuiltIn, path, Option);

    /// <summary>Some schemas, and those of a folder.</summary>
    /// <param name="schemas">The schemas.</param>
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that gave it.</param>
    /// <exception cref="UsageException">It is no folder with schemas; the message says why.</exception>
    public static WebhookSchemas With(WebhookSchemas schemas, string path, string option)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new UsageException($"{option} is '{path}', and must be a folder with schemas.");
        if (File.Exists(path))
            throw new UsageException($"{option} is '{path}', which is a file. Give the folder that holds it.");
        if (!Directory.Exists(path))
            throw new UsageException($"{option} is '{path}', and there is no such folder: it was looked for at {Path.GetFullPath(path)}. Correct the path.");
        try
        {
            return schemas.WithFolder(path);
        }
        catch (Exception exception) when (exception is SchemaException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {exception.Message}");
        }
    }
}
