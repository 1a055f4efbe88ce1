using System.Text.Json.Nodes;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>Bodies of webhooks: the sender's documented examples, and others like them.</summary>
internal static class Payloads
{
    /// <summary>A documented example. Those that show only the event and its data get the fields around them.</summary>
    public static string Example(string file)
    {
        var body = JsonNode.Parse(File.ReadAllText(Path.Combine(Folders.Payloads, file + ".json")))!.AsObject();
        return body.ContainsKey("url") ? body.ToJsonString() : Body((string)body["event"]!, body["data"]!.ToJsonString());
    }

    /// <summary>An example with one change.</summary>
    public static string Example(string file, Action<JsonObject> change)
    {
        var body = JsonNode.Parse(Example(file))!.AsObject();
        change(body);
        return body.ToJsonString();
    }

    public static string Body(string name, string data) =>
        $$"""{"event":"{{name}}","url":"https://shop.example/webhooks","webhook_key":"wh_1","created_at":"2025-01-15T10:30:00.000000Z","data":{{data}}}""";
}
