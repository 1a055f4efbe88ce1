using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>The body of a delivery, and where it was read from.</summary>
internal sealed record DeliveryFile(string Source, byte[] Body);

/// <summary>Reads the bodies of deliveries.</summary>
internal static class DeliveryFiles
{
    public const string StandardInput = "-";

    /// <exception cref="UsageException">There is nothing to read there; the message says why.</exception>
    public static IReadOnlyList<DeliveryFile> Read(IReadOnlyList<string> places) => [.. places.Distinct().SelectMany(Read)];

    private static IEnumerable<DeliveryFile> Read(string place)
    {
        try
        {
            if (place == StandardInput)
                return [new("standard input", ReadInput())];
            if (!Directory.Exists(place))
                return [new(place, File.ReadAllBytes(place))];
            var files = Directory.EnumerateFiles(place, "*.json", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0
                ? files.ConvertAll(file => new DeliveryFile(file, File.ReadAllBytes(file)))
                : throw new UsageException($"The folder '{place}' holds no delivery: no file that ends in .json. Give the files themselves, if they have other names.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The delivery '{place}' cannot be read: {UsageException.Sentence(exception)}");
        }
    }

    private static byte[] ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var body = new MemoryStream();
        input.CopyTo(body);
        return body.ToArray();
    }
}
