using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Judges;

/// <summary>What ajv says is wrong with a value.</summary>
/// <param name="At">Where, as a JSON pointer.</param>
/// <param name="Keyword">The keyword that is broken.</param>
/// <param name="Name">The property, for keywords about one.</param>
internal sealed record AjvFault(string At, string Keyword, string? Name);

/// <summary>Judges values by ajv, in one process of Node.</summary>
internal static class AjvJudge
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "judges");
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    /// <summary>Skips a test where ajv is not there.</summary>
    public static void Require() => Assert.SkipUnless(
        Programs.Has("node") && Directory.Exists(Path.Combine(Folder, "node_modules", "ajv")),
        "ajv is not installed: payloads are judged by NJsonSchema alone. Run npm ci in tests/judges.");

    /// <summary>What is wrong with each value.</summary>
    /// <param name="cases">A schema, or the address of one that comes with the package, and a JSON text.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static async Task<IReadOnlyList<AjvFault[]>> JudgeAsync(IReadOnlyList<(JsonNode Schema, string Text)> cases, CancellationToken cancellationToken)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "judge.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var writing = Task.Run(
            async () =>
            {
                await node.StandardInput.WriteLineAsync(new JsonObject { ["documents"] = Documents() }.ToJsonString());
                foreach (var (schema, text) in cases)
                    await node.StandardInput.WriteLineAsync(new JsonObject { ["schema"] = schema.DeepClone(), ["text"] = text }.ToJsonString());
                node.StandardInput.Close();
            },
            cancellationToken);
        var complaints = node.StandardError.ReadToEndAsync(cancellationToken);
        var verdicts = new List<AjvFault[]>();
        while (await node.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            verdicts.Add(JsonSerializer.Deserialize<AjvFault[]>(line, Names)!);
        await node.WaitForExitAsync(cancellationToken);
        Assert.True(node.ExitCode == 0 && verdicts.Count == cases.Count, $"node ended with {node.ExitCode} after {verdicts.Count} of {cases.Count} values: {await complaints}");
        await writing;
        return verdicts;
    }

    /// <summary>The schema of an event's whole body, by the addresses of its parts.</summary>
    public static JsonObject BodySchema(string @event) => new()
    {
        ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "https://partnero-contracts.example/schemas/envelope.schema.json" }),
        ["properties"] = new JsonObject { ["data"] = new JsonObject { ["$ref"] = $"https://partnero-contracts.example/schemas/events/{@event}.schema.json" } },
    };

    private static JsonArray Documents() =>
        new([.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "schemas"), "*.schema.json", SearchOption.AllDirectories).Select(file => JsonNode.Parse(File.ReadAllText(file)))]);
}
