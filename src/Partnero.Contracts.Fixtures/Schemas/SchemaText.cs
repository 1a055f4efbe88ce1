using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Reads the text of a schema as the generator does: no name twice in an object, no half of a surrogate pair, and no more nesting than it follows.</summary>
internal static class SchemaText
{
    /// <summary>How many values stand in each other at most.</summary>
    private const int MaxDepth = 128;

    /// <summary>The value that a text is.</summary>
    /// <param name="address">Where it was read from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="SchemaException">It is no JSON that both readers of schemas take; the message says where.</exception>
    public static JsonElement Parse(Uri address, string text)
    {
        try
        {
            var json = BytesOf(address, text);
            Check(address, json);
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new SchemaException($"{address}({exception.LineNumber + 1},{exception.BytePositionInLine + 1})", $"this is not JSON: {exception.Message}");
        }
    }

    private static void Check(Uri address, byte[] json)
    {
        // One level more than is allowed, so that what is said of the last is said here.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.EndObject:
                    names.Pop();
                    continue;
                case JsonTokenType.EndArray:
                    continue;
                case JsonTokenType.PropertyName:
                    if (TextOf(address, json, ref reader) is var name && !names.Peek().Add(name))
                        throw At(address, json, reader.TokenStartIndex, $"the name '{name}' stands twice in one object. Remove one of them.");
                    continue;
                case JsonTokenType.String:
                    TextOf(address, json, ref reader);
                    break;
                case JsonTokenType.StartObject:
                    names.Push(new(StringComparer.Ordinal));
                    break;
            }

            if (reader.CurrentDepth >= MaxDepth)
                throw At(address, json, reader.TokenStartIndex, $"values are nested deeper than {MaxDepth} levels. Move the inner ones into definitions.");
        }
    }

    private static string TextOf(Uri address, byte[] json, ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw At(address, json, reader.TokenStartIndex, NoCharacter);
        }
    }

    private static byte[] BytesOf(Uri address, string text)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw At(address, Encoding.UTF8.GetBytes(text[..exception.Index]), long.MaxValue, NoCharacter);
        }
    }

    private const string NoCharacter = "the string holds half of a surrogate pair, which is no character. Remove it, or write the pair in full.";

    private static SchemaException At(Uri address, ReadOnlySpan<byte> json, long offset, string what)
    {
        var before = json[..(int)Math.Min(offset, json.Length)];
        return new($"{address}({before.Count((byte)'\n') + 1},{before.Length - before.LastIndexOf((byte)'\n')})", what);
    }
}
