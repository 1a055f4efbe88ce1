using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Received;

namespace Partnero.Contracts.Testing.Anonymous;

/// <summary>Writes deliveries again with other values, so that they can be shown: every text and number is another one of the same form, and every byte between them is the same.</summary>
/// <remarks>
/// The names of fields stay, of maps they do not: those are data. A payload is no map, described or not. So do texts that the field's schema lists, such as <c>approved</c>, the name
/// of the event, booleans, null, and single digits.
/// </remarks>
internal sealed partial class DeliveryAnonymiser
{
    private static readonly EnvelopeNames Names = PartneroFacts.Sheet.Envelope;
    private static readonly string?[] Envelope = [Names.Event, Names.Url, Names.WebhookKey, Names.CreatedAt, Names.Data];

    /// <summary>The payload of an event without a schema: an object, and no map.</summary>
    private static readonly ReadableValue Undescribed = new(ReadableKind.Object, Object: new());

    private readonly ReadableSchemas _schemas;
    private readonly ValueReplacement _values;
    private readonly SortedSet<string> _stayed = new(StringComparer.Ordinal);

    /// <param name="schemas">What says which names are those of fields.</param>
    /// <param name="bodies">All deliveries of the run, each JSON: the same value is the same in all of them.</param>
    /// <param name="key">What the other values are made of; random unless given.</param>
    public DeliveryAnonymiser(ReadableSchemas schemas, IEnumerable<ReadOnlyMemory<byte>> bodies, byte[]? key = null)
    {
        _schemas = schemas;
        _values = new(key ?? RandomNumberGenerator.GetBytes(32));
        foreach (var body in bodies)
        {
            Walk(
                body,
                form => { _values.Avoid(form.Text); return form.Text; },
                number => { _values.AvoidNumber(number); return number; });
        }
    }

    /// <summary>The names of fields and events that no schema has, and that stay in what was written: they may tell of somebody.</summary>
    public IReadOnlyCollection<string> Stayed => _stayed;

    /// <summary>One of the deliveries with other values.</summary>
    public byte[] Anonymise(ReadOnlyMemory<byte> body) => Walk(body, form => _values.Text(form.Text), _values.Number);

    private byte[] Walk(ReadOnlyMemory<byte> body, Func<JsonTextForm, string> replaceText, Func<string, string> replaceNumber)
    {
        var walk = new BodyWalk(body, replaceText, replaceNumber);
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = PhpJson.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Value(walk, ref reader, ReadableValue.Any);
            return walk.End();
        }

        var data = EventOf(body) is { } name && _schemas.Of(name) is { } known ? known.Data : Undescribed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            if (!IsField(field))
                walk.Text(ref reader);
            else if (!Envelope.Contains(field))
                _stayed.Add(field);
            reader.Read();
            if (field == Names.Event && reader.TokenType == JsonTokenType.String && IsEvent(reader.GetString()!))
            {
                if (_schemas.Of(reader.GetString()!) is null)
                    _stayed.Add(reader.GetString()!);
                continue;
            }

            Value(walk, ref reader, field == Names.Data ? data : ReadableValue.Any);
        }

        return walk.End();
    }

    private void Value(BodyWalk walk, ref Utf8JsonReader reader, ReadableValue read)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    if (!Stays(read, name))
                        walk.Text(ref reader);
                    else if (!_schemas.PropertyNames.Contains(name) && !name.All(char.IsAsciiDigit))
                        _stayed.Add(name);
                    reader.Read();
                    Value(walk, ref reader, read.Object?.Find(name) ?? read.Item ?? ReadableValue.Any);
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Value(walk, ref reader, read.Item ?? ReadableValue.Any);
                break;
            case JsonTokenType.String when !read.Listed.Contains(reader.GetString()!) || MomentMap.IsMoment(reader.GetString()!):
                walk.Text(ref reader);
                break;
            case JsonTokenType.Number:
                walk.Number(ref reader);
                break;
        }
    }

    /// <summary>Whether a name is that of a field. What a value that nothing describes holds may be a map: of it, only names stay that are those of fields elsewhere.</summary>
    private bool Stays(ReadableValue holder, string name) => holder.Kind switch
    {
        ReadableKind.Object => holder.Object!.Find(name) is not null || IsField(name),
        ReadableKind.Map => false,
        ReadableKind.List => name.All(char.IsAsciiDigit),
        _ => _schemas.PropertyNames.Contains(name),
    };

    private bool IsEvent(string name) => _schemas.Of(name) is not null || Events().IsMatch(name);

    private static string? EventOf(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = PhpJson.MaxDepth });
        return document.RootElement.TryGetProperty(Names.Event, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
    }

    private static bool IsField(string name) => Fields().IsMatch(name);

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(?:_[a-z0-9]+)*\z")]
    private static partial Regex Fields();

    [GeneratedRegex(@"\A[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*\z")]
    private static partial Regex Events();

    /// <summary>A body on its way to another: what is not replaced is copied.</summary>
    private sealed class BodyWalk(ReadOnlyMemory<byte> body, Func<JsonTextForm, string> replaceText, Func<string, string> replaceNumber)
    {
        private readonly ArrayBufferWriter<byte> _written = new(body.Length);
        private int _copied;

        public void Text(ref Utf8JsonReader reader)
        {
            var form = new JsonTextForm(reader.ValueSpan);
            Write((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, form.Write(replaceText(form)));
        }

        public void Number(ref Utf8JsonReader reader) =>
            Write((int)reader.TokenStartIndex, reader.ValueSpan.Length, Encoding.ASCII.GetBytes(replaceNumber(Encoding.ASCII.GetString(reader.ValueSpan))));

        public byte[] End()
        {
            _written.Write(body.Span[_copied..]);
            return _written.WrittenSpan.ToArray();
        }

        private void Write(int start, int length, byte[] other)
        {
            _written.Write(body.Span[_copied..start]);
            _written.Write(other);
            _copied = start + length;
        }
    }
}
