using System.Text.Json;

namespace Partnero.Contracts;

/// <summary>A verified body that cannot be read: it is not JSON, or breaks its schema where reading on would lie.</summary>
/// <remarks>The message names the place and what is wrong there, never the values of the payload.</remarks>
public sealed class PayloadException : Exception
{
    private readonly long _offset;
    private readonly string? _property;
    private readonly string _fault;

    private PayloadException(string pointer, string fault, string message, long offset = -1, string? property = null, Exception? inner = null)
        : base(message, inner)
    {
        Pointer = pointer;
        _fault = fault;
        _offset = offset;
        _property = property;
    }

    /// <summary>Where the fault is: a JSON pointer (RFC 6901) into the body, such as <c>/data/email</c>; empty for the whole body.</summary>
    public string Pointer { get; }

    internal static PayloadException Unlocated(long offset, string? property, string fault) =>
        new("", fault, fault, offset, property);

    internal static PayloadException NotJson(JsonException inner) =>
        new("", "is not JSON", $"The body is not JSON: it breaks off or goes wrong at line {inner.LineNumber + 1}, byte {inner.BytePositionInLine + 1}.", inner: inner);

    internal static PayloadException NotText() =>
        new("", "is not text", "The body is not valid Unicode: it holds bytes that are not UTF-8, or an escaped half of a surrogate pair.");

    /// <summary>The same fault with its pointer, which costs a second walk and is found only once something is wrong.</summary>
    internal PayloadException LocatedIn(ReadOnlySpan<byte> body)
    {
        if (_offset < 0)
            return this;
        var pointer = Reading.JsonLocator.PointerAt(body, _offset);
        if (_property is not null)
            pointer += "/" + Reading.JsonLocator.Escape(_property);
        return new PayloadException(pointer, _fault, $"The payload breaks its schema: {(pointer.Length == 0 ? "the body" : pointer)} {_fault}.");
    }
}
