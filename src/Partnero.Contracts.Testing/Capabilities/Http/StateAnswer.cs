using System.Text.Json;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>Reads what the address of state answered: a JSON object, or nothing.</summary>
internal static class StateAnswer
{
    /// <exception cref="ProbeException">It is something else; the message says what.</exception>
    public static object? Read(string probe, ProbeAnswer answer)
    {
        var text = answer.IsNotFound ? "" : answer.Text(probe);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Null)
                return null;
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Said below, with what came instead.
        }

        throw new ProbeException(answer.IsPrinted
            ? $"{probe} printed '{ProbeAnswer.Beginning(text)}'. It must print a JSON object, or null or nothing where nothing is stored."
            : $"{probe} answered '{ProbeAnswer.Beginning(text)}'. It must answer with a JSON object, or with null or 404 where nothing is stored.");
    }
}
