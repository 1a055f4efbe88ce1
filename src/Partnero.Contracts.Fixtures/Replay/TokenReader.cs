using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Replay;

/// <summary>Reads the text of a replay token, which anybody may have written: nothing in it decides how much memory is taken.</summary>
internal static class TokenReader
{
    public const int MaxCharacters = 4 * 1024 * 1024;

    /// <summary>Of what a token unpacks to. One of a few kilobytes could unpack to gigabytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Payloads are drawn around the moment: there must be room for it on both sides.</summary>
    private static readonly DateTimeOffset FirstMoment = new(1000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastMoment = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="FormatException">It is not a token, is not whole, or was made by another version; the message says which.</exception>
    public static ReplayToken Read(string token)
    {
        if (token.Length > MaxCharacters)
            throw new FormatException($"The replay token has {token.Length} characters, and a token has at most {MaxCharacters}.");
        if (!token.StartsWith(ReplayToken.Prefix, StringComparison.Ordinal))
            throw new FormatException($"'{Cut(token)}' is not a replay token: a token begins with {ReplayToken.Prefix} and is in the report of a failure.");
        var bytes = Decode(token);
        if (bytes.Length <= ReplayToken.ChecksumBytes || !ReplayToken.Checksum(bytes.AsSpan(ReplayToken.ChecksumBytes)).SequenceEqual(bytes.AsSpan(0, ReplayToken.ChecksumBytes)))
            throw new FormatException($"The replay token '{Cut(token)}' is not whole, or was changed. Copy it again, all of it.");
        if (bytes[ReplayToken.ChecksumBytes] != ReplayToken.Version)
            throw new FormatException($"The replay token '{Cut(token)}' was made by another version of Partnero.Contracts.Testing, which draws other values. Run the test again to find the case again.");
        try
        {
            using var reader = new BinaryReader(Inflate(bytes.AsSpan(ReplayToken.ChecksumBytes + 1).ToArray()), Encoding.UTF8);
            return Read(reader);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException or FormatException)
        {
            throw new FormatException($"The replay token '{Cut(token)}' was not made by this package: {exception.Message}", exception);
        }
    }

    private static byte[] Decode(string token)
    {
        try
        {
            return Base64Url.DecodeFromChars(token.AsSpan(ReplayToken.Prefix.Length));
        }
        catch (FormatException)
        {
            throw new FormatException($"The replay token '{Cut(token)}' has characters that no token has. Copy it again, with nothing before or after it.");
        }
    }

    private static MemoryStream Inflate(byte[] packed)
    {
        using var inflating = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (inflating.Read(buffer) is var read and > 0)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MaxBytes)
                throw new FormatException($"it unpacks to more than {MaxBytes} bytes.");
        }

        whole.Position = 0;
        return whole;
    }

    private static ReplayToken Read(BinaryReader reader) => new()
    {
        Kind = (ReplayKind)reader.ReadByte() is var kind && Enum.IsDefined(kind) ? kind : throw new FormatException("its kind does not exist."),
        Clause = reader.ReadString() is { Length: > 0 } clause ? clause : null,
        Seed = reader.ReadUInt64(),
        Nonce = reader.ReadUInt64(),
        Schemas = reader.ReadUInt32(),
        Url = reader.ReadString() is var url && Uri.TryCreate(url, UriKind.Absolute, out _) ? url : throw new FormatException("its address is not valid."),
        Moment = ReadMoment(reader),
        Baseline = (reader.ReadUInt64(), reader.ReadUInt64(), ReadMoment(reader)),
        Pace = (reader.ReadDouble() is > 0 and <= 1 and var share ? share : throw new FormatException("the part of what could be drawn is not valid."), reader.Read7BitEncodedInt() is >= 1 and <= 64 and var connections ? connections : throw new FormatException("its number of connections is not valid.")),
        Profile = (FixtureProfile)reader.ReadByte() is var profile && Enum.IsDefined(profile) ? profile : throw new FormatException("its profile does not exist."),
        Events = ReadList(reader),
        OptIn = ReadList(reader),
        Faults = [.. ReadList(reader).Select(ReadFault)],
        Choices = ReadChoices(reader),
    };

    private static DateTimeOffset ReadMoment(BinaryReader reader)
    {
        var ticks = reader.ReadInt64();
        // One that was never set, as the baseline's of a delivery.
        return ticks == 0 || (ticks >= FirstMoment.Ticks && ticks <= LastMoment.Ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw new FormatException("its moment is not valid.");
    }

    private static FaultKind ReadFault(string name) => Enum.TryParse<FaultKind>(name, out var fault) && Enum.GetName(fault) == name ? fault : throw new FormatException("its kind of fault does not exist.");

    private static string[] ReadList(BinaryReader reader)
    {
        var texts = new string[Count(reader)];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }

    private static ulong[] ReadChoices(BinaryReader reader)
    {
        var choices = new ulong[Count(reader)];
        for (var i = 0; i < choices.Length; i++)
            choices[i] = (ulong)reader.Read7BitEncodedInt64();
        return choices;
    }

    /// <summary>Each entry has one byte at least, so there are no more of them than there are bytes.</summary>
    private static int Count(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        return count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new FormatException("it counts more entries than it has.");
    }

    private static string Cut(string token) => VisibleText.Of(token.Length <= 24 ? token : token[..21] + "…");
}
