using System.Text.Json;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Finds the event of a body that cannot be read, for the log.</summary>
internal static class EventNames
{
    /// <summary>The text at <c>/event</c>, if the body is that of a webhook so far; else null.</summary>
    public static string? Find(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isEvent = reader.ValueTextEquals("event"u8);
                if (!reader.Read())
                    return null;
                if (isEvent)
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It breaks off before its event, or the name is not text.
            return null;
        }
    }
}
