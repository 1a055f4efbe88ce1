using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Partnero.Contracts.Testing;

/// <summary>All that a failing case was made of, but the secret: the same token makes the same bytes on any machine.</summary>
/// <remarks>
/// Reports print a token with each failure. It goes into <c>[WebhookProperty(Replay = "…")]</c>, <c>[PartneroWebhookContract(Replay = "…")]</c>,
/// <c>check --replay</c>, or <see cref="Parse"/> in code. It holds for the version of the package, and the schemas, that it was made with.
/// </remarks>
public sealed record ReplayToken
{
    /// <summary>Changes when the same choices draw other values than before.</summary>
    private const byte Version = 1;
    private const string Prefix = "ptn";
    private const int ChecksumBytes = 4;
    private const int LargestToken = 4 * 1024 * 1024;

    /// <summary>What the case is.</summary>
    public required ReplayKind Kind { get; init; }

    /// <summary>Of a clause: its id.</summary>
    public string? Clause { get; init; }

    internal ulong Seed { get; init; }

    internal ulong Nonce { get; init; }

    internal uint Schemas { get; init; }

    /// <summary>Of a clause: what the deliveries before it were made of, which find out what the consumer takes.</summary>
    internal (ulong Seed, ulong Nonce, DateTimeOffset Moment) Control { get; init; }

    internal string Url { get; init; } = "";

    internal DateTimeOffset Moment { get; init; }

    internal FixtureProfile Profile { get; init; }

    internal IReadOnlyList<string> Events { get; init; } = [];

    internal IReadOnlyList<string> OptIn { get; init; } = [];

    internal IReadOnlyList<FaultKind> Faults { get; init; } = [];

    internal ulong[] Choices { get; init; } = [];

    /// <summary>Reads a token.</summary>
    /// <exception cref="FormatException">It is none, is not whole, or was made by another version; the message says which.</exception>
    public static ReplayToken Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        token = token.Trim();
        if (token.Length > LargestToken)
            throw new FormatException($"The replay token is of {token.Length} characters, and none is of more than {LargestToken}.");
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
            throw new FormatException($"'{Cut(token)}' is no replay token: one begins with {Prefix} and stands in the report of a failure.");
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length));
        }
        catch (FormatException)
        {
            throw new FormatException($"The replay token '{Cut(token)}' has characters that none has. Copy it again, with nothing before or behind it.");
        }

        if (bytes.Length <= ChecksumBytes || !Checksum(bytes.AsSpan(ChecksumBytes)).SequenceEqual(bytes.AsSpan(0, ChecksumBytes)))
            throw new FormatException($"The replay token '{Cut(token)}' is not whole, or was changed. Copy it again, all of it.");
        if (bytes[ChecksumBytes] != Version)
            throw new FormatException($"The replay token '{Cut(token)}' was made by another version of Partnero.Contracts.Testing, which draws other values. Run the test again to find the case anew.");
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(bytes, ChecksumBytes + 1, bytes.Length - ChecksumBytes - 1), CompressionMode.Decompress), Encoding.UTF8);
        try
        {
            return Read(reader);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or FormatException)
        {
            throw new FormatException($"The replay token '{Cut(token)}' was not made by this package: {fault.Message}", fault);
        }
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

    private static byte[] Checksum(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes)[..ChecksumBytes];

    private static string Cut(string token) => token.Length <= 24 ? token : token[..21] + "…";

    private void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        writer.Write(Clause ?? "");
        writer.Write(Seed);
        writer.Write(Nonce);
        writer.Write(Schemas);
        writer.Write(Url);
        writer.Write(Moment.UtcTicks);
        writer.Write(Control.Seed);
        writer.Write(Control.Nonce);
        writer.Write(Control.Moment.UtcTicks);
        writer.Write((byte)Profile);
        WriteList(writer, Events);
        WriteList(writer, OptIn);
        WriteList(writer, [.. Faults.Select(fault => fault.ToString())]);
        writer.Write7BitEncodedInt(Choices.Length);
        foreach (var choice in Choices)
            writer.Write7BitEncodedInt64((long)choice);
    }

    private static ReplayToken Read(BinaryReader reader) => new()
    {
        Kind = (ReplayKind)reader.ReadByte() is var kind && Enum.IsDefined(kind) ? kind : throw new FormatException("it is of a kind that there is none of."),
        Clause = reader.ReadString() is { Length: > 0 } clause ? clause : null,
        Seed = reader.ReadUInt64(),
        Nonce = reader.ReadUInt64(),
        Schemas = reader.ReadUInt32(),
        Url = reader.ReadString() is var url && Uri.TryCreate(url, UriKind.Absolute, out _) ? url : throw new FormatException("its address is none."),
        Moment = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        Control = (reader.ReadUInt64(), reader.ReadUInt64(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero)),
        Profile = (FixtureProfile)reader.ReadByte(),
        Events = ReadList(reader),
        OptIn = ReadList(reader),
        Faults = [.. ReadList(reader).Select(Enum.Parse<FaultKind>)],
        Choices = [.. Enumerable.Range(0, Count(reader)).Select(_ => (ulong)reader.Read7BitEncodedInt64())],
    };

    private static void WriteList(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }

    private static string[] ReadList(BinaryReader reader) => [.. Enumerable.Range(0, Count(reader)).Select(_ => reader.ReadString())];

    private static int Count(BinaryReader reader) => reader.Read7BitEncodedInt() is var count and >= 0 ? count : throw new FormatException("it counts below zero.");
}

/// <summary>What a replay token makes again.</summary>
public enum ReplayKind
{
    /// <summary>The deliveries of a clause.</summary>
    Clause,

    /// <summary>A valid delivery.</summary>
    Valid,

    /// <summary>A delivery with one fault.</summary>
    Faulty,

    /// <summary>A sequence of deliveries.</summary>
    Sequence,
}
