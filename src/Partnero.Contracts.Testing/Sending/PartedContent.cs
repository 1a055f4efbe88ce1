using System.Net;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>A body that is written in several parts, each in a segment of its own.</summary>
internal sealed class PartedContent : HttpContent
{
    /// <summary>Long enough for the consumer to have read one part before the next is there.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(30);

    private readonly ReadOnlyMemory<byte> _body;
    private readonly int _parts;

    public PartedContent(ReadOnlyMemory<byte> body, int parts)
    {
        _body = body;
        _parts = parts;
        Headers.ContentLength = body.Length;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var length = (_body.Length + _parts - 1) / _parts;
        for (var start = 0; start < _body.Length; start += length)
        {
            if (start > 0)
                await Task.Delay(Apart, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(_body.Slice(start, Math.Min(length, _body.Length - start)), cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
