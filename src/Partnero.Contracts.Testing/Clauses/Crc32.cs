namespace Partnero.Contracts.Testing.Clauses;

/// <summary>The checksum of ISO 3309, as PHP's <c>crc32</c> and Python's <c>zlib.crc32</c> have it.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (rest, _) => (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB88320u))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var rest = uint.MaxValue;
        foreach (var value in bytes)
            rest = (rest >> 8) ^ Table[(byte)(rest ^ value)];
        return ~rest;
    }
}
