using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

/// <summary>A body that nobody can have signed is not held in memory: the answer comes before it does.</summary>
public class HeadersFirstTests
{
    private const int Length = 900_000;
    private static readonly string Good = PartneroSignature.Compute(Deliveries.PartnerCreated, Deliveries.Secret);

    public static TheoryData<string, string[]> Refused => new()
    {
        { "absent", [] },
        { "empty", ["Signature:"] },
        { "there twice", ["Signature: " + Good, "Signature: " + Good] },
        { "a digit short", ["Signature: " + Good[1..]] },
        { "a digit too long", ["Signature: " + Good + "0"] },
        { "not hexadecimal", ["Signature: " + Good[1..] + "g"] },
        { "with a scheme", ["Signature: sha256=" + Good] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Before_any_of_the_body_has_come_401_is_the_answer_to_a_signature_that_is(string kind, string[] signature)
    {
        Assert.NotEmpty(kind);
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, [.. signature, $"Content-Length: {Length}"]);
        Assert.Equal(401, await sender.ReadStatusAsync());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Before_a_chunk_has_come_401_is_the_answer_to_a_signature_that_is(string kind, string[] signature)
    {
        Assert.NotEmpty(kind);
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, [.. signature, "Transfer-Encoding: chunked"]);
        Assert.Equal(401, await sender.ReadStatusAsync());
    }

    [Fact]
    public async Task Before_any_of_the_body_has_come_413_is_the_answer_to_a_length_over_the_limit()
    {
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, "Signature: " + Good, $"Content-Length: {(1 << 20) + 1}");
        Assert.Equal(413, await sender.ReadStatusAsync());
    }

    [Fact]
    public async Task A_sender_that_waits_to_be_told_to_go_on_is_not_told_so()
    {
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, $"Content-Length: {Length}", "Expect: 100-continue");
        Assert.Equal(401, await sender.ReadStatusAsync());
    }

    [Fact]
    public async Task A_sender_that_sends_its_body_all_the_same_reads_the_answer_and_can_go_on()
    {
        await using var consumer = await StartAsync();
        Assert.Equal(new Answer(401, ""), await consumer.SendAsync(Deliveries.WithSignature(Deliveries.OfLength(Length), null)));
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.Signed(Deliveries.OfLength(Length)))).Status);
    }

    [Fact]
    public async Task A_refused_sender_that_goes_away_within_its_body_is_no_error()
    {
        await using var consumer = await StartAsync();
        using var sender = await RawConnection.PostAsync(consumer.Address, $"Content-Length: {Length}");
        await sender.SendAsync(new byte[1000]);
        Assert.Equal(401, await sender.ReadStatusAsync());
        sender.Reset();
        await consumer.Logs.UntilAsync(record => record.EventName == "ConnectionStop");
        Assert.Equal("SignatureMissing", Assert.Single(consumer.Logs.All, record => record.Level is >= LogLevel.Warning and < LogLevel.None).EventName);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Blanks_around_a_signature_and_upper_case_are_accepted_as_ever(bool upper)
    {
        await using var consumer = await StartAsync();
        var body = Deliveries.PartnerCreated;
        var signature = upper ? Good.ToUpperInvariant() : Good;
        Assert.Equal(200, (await RawRequest.PostAsync(consumer.Address, ["Signature:  \t" + signature + " \t "], body)).Status);
    }

    private static Task<TestConsumer> StartAsync() => TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
}
