using Partnero.Contracts.AspNetCore.Tests.Consumers;
using Partnero.Contracts.AspNetCore.Tests.Hosting;
using Partnero.Contracts.AspNetCore.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests;

public class SignatureTests
{
    private static readonly byte[] Body = Deliveries.PartnerCreated;
    private static readonly string Good = PartneroSignature.Compute(Body, Deliveries.Secret);
    private static readonly string Wrong = PartneroSignature.Compute(Body, "another secret");

    public static TheoryData<string, string?> Refused => new()
    {
        { "absent", null },
        { "empty", "" },
        { "of another secret", Wrong },
        { "truncated", Good[..63] },
        { "with a scheme in front", "sha256=" + Good },
        { "not hexadecimal", new string('z', 64) },
        { "twice in one header", Good + ", " + Good },
        { "in base64", Convert.ToBase64String(Convert.FromHexString(Good)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_signature_is_refused_when_it_is(string kind, string? signature)
    {
        Assert.NotEmpty(kind);
        await using var consumer = await StartAsync();
        Assert.Equal(new Answer(401, ""), await consumer.SendAsync(Deliveries.WithSignature(Body, signature)));
        Assert.Empty(consumer.Journal.Entries);
    }

    public static TheoryData<string, string[]> TwoHeaders => new()
    {
        { "both good", [Good, Good] },
        { "the first good", [Good, Wrong] },
        { "the last good", [Wrong, Good] },
    };

    [Theory]
    [MemberData(nameof(TwoHeaders))]
    public async Task Two_headers_are_refused_even_with(string kind, string[] signatures)
    {
        Assert.NotEmpty(kind);
        await using var consumer = await StartAsync();
        var headers = signatures.Select(signature => "Signature: " + signature).ToArray();
        Assert.Equal(401, (await RawRequest.PostAsync(consumer.Address, headers, Body)).Status);
        Assert.Empty(consumer.Journal.Entries);
    }

    [Fact]
    public async Task One_header_sent_in_the_same_raw_way_is_accepted()
    {
        // Without this, the raw requests above might be refused for a reason of their own.
        await using var consumer = await StartAsync();
        Assert.Equal(200, (await RawRequest.PostAsync(consumer.Address, ["Signature: " + Good], Body)).Status);
    }

    [Theory]
    [InlineData("Signature")]
    [InlineData("signature")]
    [InlineData("SIGNATURE")]
    [InlineData("sIGNATURE")]
    public async Task The_name_of_the_header_counts_in_any_case(string header)
    {
        await using var consumer = await StartAsync();
        Assert.Equal(200, (await consumer.SendAsync(Deliveries.WithSignature(Body, Good, header))).Status);
    }

    [Theory]
    [InlineData("X-Partnero-Signature")]
    [InlineData("X-Signature")]
    public async Task Another_header_is_no_signature(string header)
    {
        await using var consumer = await StartAsync();
        Assert.Equal(401, (await consumer.SendAsync(Deliveries.WithSignature(Body, Good, header))).Status);
    }

    [Fact]
    public async Task A_signature_of_another_body_is_refused()
    {
        await using var consumer = await StartAsync();
        Assert.Equal(401, (await consumer.SendAsync(Deliveries.WithSignature([.. Body, (byte)' '], Good))).Status);
    }

    [Fact]
    public async Task An_empty_body_needs_a_signature_too()
    {
        await using var consumer = await StartAsync();
        Assert.Equal(401, (await consumer.SendAsync(Deliveries.WithSignature([], null))).Status);
        Assert.Equal(400, (await consumer.SendAsync(Deliveries.Signed([]))).Status);
    }

    [Fact]
    public async Task What_is_not_signed_is_not_read_either()
    {
        await using var consumer = await TestConsumer.StartAsync(webhooks => webhooks.HandleUnreadable<KeepUnreadable>());
        Assert.Equal(401, (await consumer.SendAsync(Deliveries.WithSignature(Deliveries.Unreadable, Wrong))).Status);
        Assert.Empty(consumer.Journal.Entries);
    }

    private static Task<TestConsumer> StartAsync() => TestConsumer.StartAsync(webhooks => webhooks.Handle<PartnerCreated, RecordingHandler>());
}
