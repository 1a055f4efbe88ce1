using System.Text.Json;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>Reads what the address of state answered: a JSON object, or nothing.</summary>
internal static class StateAnswer
{
    /// <exception cref="ProbeException">It is something else; the message says what.</exception>
    public static object? Read(ProbeTemplate probe, ProbeAnswer answer)
    {
        if (answer.IsNotFound || answer.Body.Length == 0)
            return null;
        var text = answer.Text(probe);
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

        throw new ProbeException($"{probe} answered '{ProbeAnswer.Beginning(text)}'. It must answer with a JSON object, or with null or 404 where nothing is stored.");
    }
}
