using System.Net;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>A body whose last byte waits at a gate, so that several requests are complete at the same moment.</summary>
internal sealed class HeldBackContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly StartingGate _gate;

    public HeldBackContent(ReadOnlyMemory<byte> body, StartingGate gate)
    {
        _body = body;
        _gate = gate;
        Headers.ContentLength = body.Length;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_body[..^1], cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _gate.PassAsync(cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(_body[^1..], cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
