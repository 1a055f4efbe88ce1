namespace Partnero.Contracts.Testing.Php;

/// <summary>Bytes that are being written. The room is kept from one use to the next.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public int Length => _length;

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Append(byte value)
    {
        if (_length == _bytes.Length)
            Grow(1);
        _bytes[_length++] = value;
    }

    public void Append(ReadOnlySpan<byte> values)
    {
        values.CopyTo(Reserve(values.Length));
        _length += values.Length;
    }

    /// <summary>Room for at least so many bytes; <see cref="Advance"/> says how many were written.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Grow(count);
        return _bytes.AsSpan(_length);
    }

    public void Advance(int count) => _length += count;

    /// <summary>Takes back what was written after a length.</summary>
    public void Truncate(int length) => _length = length;

    public void Clear() => _length = 0;

    public byte[] ToArray() => Written.ToArray();

    private void Grow(int count) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
}
