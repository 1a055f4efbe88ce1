using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Partnero.Contracts.Testing.Replay;

namespace Partnero.Contracts.Testing.Replay;

/// <summary>All that a failing case was made of, but the secret: the same token makes the same bytes on any machine.</summary>
/// <remarks>
/// Reports print a token with each failure. It goes into <c>[WebhookProperty(Replay = "…")]</c>, <c>[PartneroWebhookContract(Replay = "…")]</c>,
/// the tool's <c>check</c>, or <see cref="Parse"/> in code. It holds for the version of the package, and the schemas, that it was made with.
/// </remarks>
internal sealed record ReplayToken
{
    /// <summary>Changes when the same choices draw other values than before.</summary>
    internal const byte Version = 6;
    internal const string Prefix = "ptn";
    internal const int ChecksumBytes = 4;

    /// <summary>What the case is.</summary>
    public required ReplayKind Kind { get; init; }

    /// <summary>Of a clause: its id.</summary>
    public string? Clause { get; init; }

    internal ulong Seed { get; init; }

    internal ulong Nonce { get; init; }

    internal uint Schemas { get; init; }

    /// <summary>Of a clause: what the deliveries before it were made of, which find out what the consumer takes.</summary>
    internal (ulong Seed, ulong Nonce, DateTimeOffset Moment) Baseline { get; init; }

    /// <summary>Of a clause: how much of what could be drawn was drawn, and how many deliveries were under way at once.</summary>
    internal (double Share, int Connections) Pace { get; init; } = (1, 1);

    internal string Url { get; init; } = "";

    internal DateTimeOffset Moment { get; init; }

    internal FixtureProfile Profile { get; init; }

    internal IReadOnlyList<string> Events { get; init; } = [];

    internal IReadOnlyList<string> OptIn { get; init; } = [];

    internal IReadOnlyList<FaultKind> Faults { get; init; } = [];

    internal ulong[] Choices { get; init; } = [];

    /// <summary>Reads a token.</summary>
    /// <exception cref="FormatException">It is not a token, is not whole, or was made by another version; the message says which.</exception>
    public static ReplayToken Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return TokenReader.Read(token.Trim());
    }

    /// <summary>The token as it is printed: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString()
    {
        var packed = new MemoryStream();
        packed.WriteByte(Version);
        using (var writer = new BinaryWriter(new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true), Encoding.UTF8))
            Write(writer);
        var bytes = packed.ToArray();
        return Prefix + Base64Url.EncodeToString([.. Checksum(bytes), .. bytes]);
    }

    internal static byte[] Checksum(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes)[..ChecksumBytes];

    private void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        writer.Write(Clause ?? "");
        writer.Write(Seed);
        writer.Write(Nonce);
        writer.Write(Schemas);
        writer.Write(Url);
        writer.Write(Moment.UtcTicks);
        writer.Write(Baseline.Seed);
        writer.Write(Baseline.Nonce);
        writer.Write(Baseline.Moment.UtcTicks);
        writer.Write(Pace.Share);
        writer.Write7BitEncodedInt(Pace.Connections);
        writer.Write((byte)Profile);
        WriteList(writer, Events);
        WriteList(writer, OptIn);
        WriteList(writer, [.. Faults.Select(fault => fault.ToString())]);
        writer.Write7BitEncodedInt(Choices.Length);
        foreach (var choice in Choices)
            writer.Write7BitEncodedInt64((long)choice);
    }

    private static void WriteList(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }
}
