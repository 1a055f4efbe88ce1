using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Running;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>A token comes from a report that anybody may have written: whatever is in it, it is read or refused by a sentence, in little memory.</summary>
public sealed class HostileTokenTests
{
    private const long MaxAllocated = 64 * 1024 * 1024;

    private static readonly string[] Ends = ["2025-01-15T10:30:00Z", "0001-01-02T00:00:00Z", "9999-12-31T23:59:59Z"];

    public static TheoryData<string> Tokens => [Deliveries.Valid(1).First().Replay, Deliveries.Faulty(1).First().Replay, Deliveries.Sequences(1).First().Replay, Token(body => WriteHead(body, ReplayKind.Clause, "IDEM-01")), Token(body => WriteHead(body, ReplayKind.Clause, "NONE-01"))];

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task A_token_that_is_cut_anywhere_is_refused(string token)
    {
        for (var length = 0; length < token.Length; length++)
            await AssertRefusedAsync(token[..length]);
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task A_token_whose_packed_bytes_are_changed_and_summed_again_is_read_or_refused(string token)
    {
        var random = new Random(1);
        var packed = Base64Url.DecodeFromChars(token.AsSpan(3))[5..];
        for (var i = 0; i < 300; i++)
        {
            var changed = packed.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            await AssertReadOrRefusedAsync(Sum([ReplayToken.Version, .. changed]));
        }
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task A_token_whose_content_is_changed_is_read_or_refused(string token)
    {
        var random = new Random(2);
        var content = Inflate(token);
        for (var i = 0; i < 600; i++)
        {
            var changed = content.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            await AssertReadOrRefusedAsync(Pack(changed));
        }
    }

    [Fact]
    public async Task A_token_that_unpacks_to_a_gigabyte_is_refused()
    {
        var packed = new MemoryStream();
        packed.WriteByte(ReplayToken.Version);
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 1024; i++)
                deflate.Write(zeros);
        }

        Assert.Contains("unpacks to more than 1048576 bytes", await AssertRefusedAsync(Sum(packed.ToArray())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_list_that_says_it_has_two_thousand_million_entries_is_refused(int list)
    {
        var message = await AssertRefusedAsync(Token(body =>
        {
            WriteHead(body, ReplayKind.Valid, "", lists: false);
            for (var i = 0; i < list; i++)
                body.Write7BitEncodedInt(0);
            body.Write7BitEncodedInt(int.MaxValue);
        }));

        Assert.Contains("it counts more entries than it has", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(1.5, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1.0, 0)]
    [InlineData(1.0, 65)]
    [InlineData(1.0, int.MinValue)]
    public async Task A_pace_that_no_run_has_is_refused(double share, int connections) =>
        await AssertRefusedAsync(Token(body => WriteHead(body, ReplayKind.Clause, "SIG-01", share: share, connections: connections)));

    [Fact]
    public async Task A_text_that_says_it_is_two_thousand_million_bytes_long_is_refused() => await AssertRefusedAsync(Token(body =>
    {
        body.Write((byte)ReplayKind.Clause);
        body.Write7BitEncodedInt(int.MaxValue);
        body.Write("short"u8);
    }));

    [Fact]
    public async Task An_event_a_shape_or_a_fault_that_does_not_exist_is_refused()
    {
        Assert.Contains("names the event 'no\\u001b[31m.event'", await AssertRefusedAsync(Listing(["no\u001b[31m.event"], [], [])), StringComparison.Ordinal);
        Assert.Contains("names the shape 'square'", await AssertRefusedAsync(Listing([], ["square"], [])), StringComparison.Ordinal);
        Assert.Contains("kind of fault", await AssertRefusedAsync(Listing([], [], ["77"])), StringComparison.Ordinal);
        Assert.Contains("kind of fault", await AssertRefusedAsync(Listing([], [], ["Signature, Bytes"])), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Moments => new(new[] { nameof(ReplayKind.Valid), nameof(ReplayKind.Faulty), nameof(ReplayKind.Sequence) }.SelectMany(kind => Ends.Select(end => (kind, end))));

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_moment_at_the_end_of_time_is_read_or_refused(string kind, string moment) => await AssertReadOrRefusedAsync(Token(body =>
    {
        WriteHead(body, Enum.Parse<ReplayKind>(kind), "", lists: false, moment: DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
        for (var list = 0; list < 4; list++)
            body.Write7BitEncodedInt(0);
    }));

    [Theory]
    [InlineData(nameof(ReplayKind.Valid))]
    [InlineData(nameof(ReplayKind.Faulty))]
    [InlineData(nameof(ReplayKind.Sequence))]
    public async Task A_million_choices_are_read_or_refused(string kind)
    {
        foreach (var choice in new[] { 1, 2, 127 })
        {
            await AssertReadOrRefusedAsync(Token(body =>
            {
                WriteHead(body, Enum.Parse<ReplayKind>(kind), "", lists: false);
                for (var list = 0; list < 3; list++)
                    body.Write7BitEncodedInt(0);
                body.Write7BitEncodedInt(1_000_000);
                for (var i = 0; i < 1_000_000; i++)
                    body.Write7BitEncodedInt64(choice);
            }));
        }
    }

    [Fact]
    public async Task Text_that_a_terminal_obeys_is_shown_and_not_obeyed() =>
        Assert.Contains("'\\u001b[2J\\u009b\\u202e'", await AssertRefusedAsync("\u001b[2J\u009b\u202e"), StringComparison.Ordinal);

    private static string Listing(string[] events, string[] shapes, string[] faults) => Token(body =>
    {
        WriteHead(body, ReplayKind.Faulty, "", lists: false);
        foreach (var list in new[] { events, shapes, faults })
        {
            body.Write7BitEncodedInt(list.Length);
            foreach (var text in list)
                body.Write(text);
        }

        body.Write7BitEncodedInt(0);
    });

    private static async Task<string> AssertRefusedAsync(string token) =>
        await AssertReadOrRefusedAsync(token) ?? throw new InvalidOperationException($"It was read: {token}");

    /// <returns>What it was refused with; null where it was read.</returns>
    private static async Task<string?> AssertReadOrRefusedAsync(string token)
    {
        string? refusal = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var read in new Action[] { () => ReplayToken.Parse(token), () => ValidDelivery.OfToken(token), () => FaultyDelivery.OfToken(token), () => DeliverySequence.OfToken(token), () => PartneroContract.Replay(token) })
        {
            try
            {
                read();
            }
            catch (FormatException exception)
            {
                Assert.Contains("replay token", exception.Message, StringComparison.Ordinal);
                refusal += exception.Message + "\n";
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        // Nothing is sent to this consumer: a token that is refused is refused before.
        if (Parses(token))
            return AnyIsRead(token) ? null : refusal;
        var consumer = new WebhookConsumer(new Uri("http://127.0.0.1:9/"), "secret");
        await Assert.ThrowsAsync<FormatException>(() => ContractRunner.ReplayAsync(consumer, token, cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<FormatException>(() => DeliveryReplay.RunAsync(consumer, token, TestContext.Current.CancellationToken));
        return refusal;
    }

    private static bool Parses(string token) => Reads(() => ReplayToken.Parse(token));

    private static bool AnyIsRead(string token) =>
        Reads(() => ValidDelivery.OfToken(token)) || Reads(() => FaultyDelivery.OfToken(token)) || Reads(() => DeliverySequence.OfToken(token)) || Reads(() => PartneroContract.Replay(token));

    private static bool Reads(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void WriteHead(BinaryWriter body, ReplayKind kind, string clause, bool lists = true, DateTimeOffset? moment = null, double share = 1, int connections = 1)
    {
        body.Write((byte)kind);
        body.Write(clause);
        body.Write(1ul);
        body.Write(2ul);
        body.Write(WebhookSchemas.BuiltIn.Fingerprint);
        body.Write("http://127.0.0.1:9/hook");
        body.Write((moment ?? new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero)).UtcTicks);
        body.Write(1ul);
        body.Write(2ul);
        body.Write(0L);
        body.Write(share);
        body.Write7BitEncodedInt(connections);
        body.Write((byte)0);
        for (var list = 0; lists && list < 4; list++)
            body.Write7BitEncodedInt(0);
    }

    private static string Token(Action<BinaryWriter> write)
    {
        var content = new MemoryStream();
        write(new BinaryWriter(content, Encoding.UTF8));
        return Pack(content.ToArray());
    }

    private static string Pack(byte[] content)
    {
        var packed = new MemoryStream();
        packed.WriteByte(ReplayToken.Version);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);
        return Sum(packed.ToArray());
    }

    private static string Sum(byte[] bytes) => "ptn" + Base64Url.EncodeToString([.. SHA256.HashData(bytes)[..4], .. bytes]);

    private static byte[] Inflate(string token)
    {
        using var inflating = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(token.AsSpan(3))[5..]), CompressionMode.Decompress);
        var content = new MemoryStream();
        inflating.CopyTo(content);
        return content.ToArray();
    }
}
