using System.Buffers;
using System.Text.Json;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Benchmarks;

/// <summary>The floor of encoding: a tree's values by <see cref="Utf8JsonWriter"/> with its default options. Its buffer is kept, as that of <see cref="PhpJson"/> is.</summary>
/// <remarks>Writes what <see cref="TransactionBody"/> is made of: maps, texts and floats. For one thread only.</remarks>
internal static class Floor
{
    private static readonly ArrayBufferWriter<byte> Buffer = new(1024);
    private static readonly Utf8JsonWriter Writer = new(Buffer);

    /// <summary>The JSON of a map, in an array of its own.</summary>
    public static byte[] Encode(PhpArray map)
    {
        Buffer.ResetWrittenCount();
        Writer.Reset();
        Writer.WriteStartObject();
        WriteEntries(map);
        Writer.Flush();
        return Buffer.WrittenSpan.ToArray();
    }

    private static void WriteEntries(PhpArray map)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map[i];
            switch (value)
            {
                case PhpString text:
                    Writer.WriteString(key.Name.Span, text.Bytes.Span);
                    break;
                case PhpFloat number:
                    Writer.WriteNumber(key.Name.Span, number.Value);
                    break;
                case PhpArray part:
                    Writer.WriteStartObject(key.Name.Span);
                    WriteEntries(part);
                    break;
                default:
                    throw new NotSupportedException($"The body holds no {value.GetType().Name}.");
            }
        }

        Writer.WriteEndObject();
    }
}
