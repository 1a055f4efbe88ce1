using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Reads a body once, as bytes, up to a limit.</summary>
/// <remarks>
/// Anybody can announce a large body and send little of it. So what was announced is not allocated before a part has come,
/// and what has come is copied out at once: the server's own buffers go back to their pool, which would keep them for good.
/// </remarks>
internal sealed class RawBody
{
    private const int WithoutLength = 4 * 1024;
    private const int First = 64 * 1024;

    private readonly long? _announced;
    private byte[] _bytes = [];
    private int _count;

    private RawBody(long? announced) => _announced = announced;

    /// <returns>The bytes; null where there are more than the limit.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        // The limit here is ours. The server's own is lifted: it may be lower, and it counts the framing of chunks too.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = null;

        var body = new RawBody(request.ContentLength);
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var fits = result.Buffer.Length <= limit - body._count;
            if (fits)
                body.Append(result.Buffer);

            // What was read must be given back, or the server cannot pass over the rest and breaks the connection.
            reader.AdvanceTo(result.Buffer.End);
            if (!fits)
                return null;
            if (result.IsCompleted)
                return body.ToArray();
        }
    }

    private void Append(ReadOnlySequence<byte> part)
    {
        var needed = _count + (int)part.Length;
        if (needed > _bytes.Length)
            Grow(needed);
        part.CopyTo(_bytes.AsSpan(_count));
        _count = needed;
    }

    private void Grow(int needed)
    {
        var whole = _announced >= needed ? _announced.Value : Math.Max(WithoutLength, 2L * _bytes.Length);
        var wished = needed <= First ? Math.Min(whole, First) : whole;
        var grown = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(wished, needed, Array.MaxLength));
        _bytes.AsSpan(0, _count).CopyTo(grown);
        _bytes = grown;
    }

    private byte[] ToArray() => _count == _bytes.Length ? _bytes : _bytes[.._count];
}
