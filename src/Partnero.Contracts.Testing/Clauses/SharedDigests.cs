using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What consumers make an event's identity of.</summary>
internal enum DigestKind
{
    Signature,
    BodyHash,
    Checksum,
}

/// <summary>Two deliveries about two entities whose signatures, or hashes, begin with the same eight hex digits, or whose checksums are the same: found by trying some hundred thousand ids.</summary>
internal static class SharedDigests
{
    private const int MaxTries = 2_000_000;

    public static IReadOnlyList<WebhookDelivery> Find(ClauseRun run, string eventName, DigestKind kind)
    {
        var digits = run.Deliveries.NewNumber(asText: true);
        var id = $"{run.Consumer.Sender.Events.Family(eventName)}_{digits}00000000";
        var template = run.Deliveries.Valid(eventName, id, data => WithOwnAddresses(data, id));
        var bytes = template.Body.ToArray();
        var places = Places(bytes, Encoding.UTF8.GetBytes(id));
        var seen = new Dictionary<uint, int>();
        for (var i = 0; i < MaxTries; i++)
        {
            Write(bytes, places, id.Length, i);
            var digest = kind switch
            {
                DigestKind.BodyHash => BitConverter.ToUInt32(SHA256.HashData(bytes)),
                DigestKind.Checksum => Crc32.Of(bytes),
                _ => BitConverter.ToUInt32(Beginning(template.SignatureBy(run.Consumer.Secret, bytes))),
            };
            if (!seen.TryAdd(digest, i))
                return [Make(seen[digest]), Make(i)];
        }

        return [];

        WebhookDelivery Make(int number)
        {
            Write(bytes, places, id.Length, number);
            var what = kind switch
            {
                DigestKind.BodyHash => "SHA-256 begins with the same eight digits",
                DigestKind.Checksum => "CRC-32 is the same",
                _ => "signature begins with the same eight digits",
            };
            return run.Deliveries.Sign(eventName, id[..^8] + Spread(number).ToString("x8", CultureInfo.InvariantCulture), bytes.ToArray()) with { Note = $"valid and signed, one of two whose {what}" };
        }
    }

    /// <summary>With e-mail addresses that hold the id, and so differ as it does: a consumer may take one address for one entity alone.</summary>
    private static PhpArray WithOwnAddresses(PhpArray data, string id) => data
        .Where(field => field.Value is PhpString text && text.ToString().Contains('@'))
        .Aggregate(data, (changed, field) => changed.With(Encoding.UTF8.GetString(field.Key.Name.Span), $"{id}@example.com"));

    /// <summary>What a signature begins with: its digits; of a sender that writes others, its characters.</summary>
    private static byte[] Beginning(string signature) =>
        signature.Length % 2 == 0 && signature.All(char.IsAsciiHexDigit) ? Convert.FromHexString(signature) : Encoding.UTF8.GetBytes(signature)[..8];

    /// <summary>Another number for each, in all of its digits: of texts that differ within four bytes, no two have one checksum.</summary>
    private static uint Spread(int number) => unchecked((uint)number * 2_654_435_769u);

    private static List<int> Places(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> id)
    {
        var places = new List<int>();
        for (var at = 0; bytes[at..].IndexOf(id) is var next and >= 0; at += next + id.Length)
            places.Add(at + next);
        return places;
    }

    /// <summary>Writes a number over the last eight characters of the id, wherever it stands.</summary>
    private static void Write(Span<byte> bytes, List<int> places, int length, int number)
    {
        Span<byte> digits = stackalloc byte[8];
        Spread(number).TryFormat(digits, out _, "x8", CultureInfo.InvariantCulture);
        foreach (var place in places)
            digits.CopyTo(bytes[(place + length - 8)..]);
    }
}
