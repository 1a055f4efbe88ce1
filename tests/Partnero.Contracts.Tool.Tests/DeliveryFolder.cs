using System.Text;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>A temporary folder with the bodies of deliveries, for tests that derive from it.</summary>
public abstract class DeliveryFolder : IDisposable
{
    /// <summary>The payload of a <c>partner.created</c> with a deviation and a field that no schema names.</summary>
    protected const string Deviating = """{"id":"p-4711","status":5,"rank":"Gold-Secret","tags":["vip"]}""";

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("schema-check-");

    public void Dispose()
    {
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Delivery(string name, string data, string file = "delivery.json") => Write(
        file, $$"""{"event":"{{name}}","url":"https:\/\/shop.example\/webhooks","webhook_key":"wh_abc123","created_at":"2025-01-15T10:30:00.000000Z","data":{{data}}}""");

    protected string Write(string file, string text)
    {
        var path = Path.Combine(Folder.FullName, file);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        return path;
    }
}
