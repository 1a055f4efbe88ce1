using System.Diagnostics;
using System.Text.Json.Nodes;
using Partnero.Contracts.Testing.Php;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Php;

/// <summary>One process of PHP that encodes values.</summary>
internal static class PhpProcess
{
    /// <summary>What PHP's json_encode answers for each value, in order; null where it refuses.</summary>
    public static async Task<IReadOnlyList<byte[]?>> EncodeAsync(IReadOnlyList<(PhpValue Value, PhpJsonFlags Flags)> cases, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("php", ["-d", "serialize_precision=-1", "-d", "memory_limit=1G", Path.Combine(AppContext.BaseDirectory, "encode-trees.php")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var php = Process.Start(start)!;
        var writing = Task.Run(
            async () =>
            {
                foreach (var (value, flags) in cases)
                    await php.StandardInput.WriteLineAsync(new JsonObject { ["flags"] = (int)flags, ["value"] = Tree(value) }.ToJsonString(new() { MaxDepth = 8192 }));
                php.StandardInput.Close();
            },
            cancellationToken);
        var complaints = php.StandardError.ReadToEndAsync(cancellationToken);
        var answers = new List<byte[]?>();
        while (await php.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            answers.Add(line == "-" ? null : Convert.FromBase64String(line));
        await writing;
        await php.WaitForExitAsync(cancellationToken);
        Assert.True(php.ExitCode == 0 && answers.Count == cases.Count, $"php ended with {php.ExitCode} after {answers.Count} of {cases.Count} values: {await complaints}");
        return answers;
    }

    private static JsonArray Tree(PhpValue value) => value switch
    {
        PhpBoolean boolean => ["bool", boolean.Value],
        PhpInteger integer => ["int", integer.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        PhpFloat number => ["float", BitConverter.DoubleToInt64Bits(number.Value).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)],
        PhpString text => ["string", Convert.ToBase64String(text.Bytes.Span)],
        PhpArray array => ["array", new JsonArray([.. array.Select(entry => new JsonArray(Key(entry.Key), Tree(entry.Value)))])],
        PhpObject @object => ["object", new JsonArray([.. @object.Select(entry => new JsonArray(Convert.ToBase64String(entry.Key.Name.Span), Tree(entry.Value)))])],
        _ => ["null"],
    };

    private static JsonArray Key(PhpKey key) => key.IsInteger ? ["i", key.ToString()] : ["s", Convert.ToBase64String(key.Name.Span)];
}
