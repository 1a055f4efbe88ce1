using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Capabilities;

public sealed class CertificateTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_named_with_what_to_do()
    {
        await using var consumer = await TlsConsumer.StartAsync();

        var exception = await Assert.ThrowsAsync<ConsumerUnreachableException>(() => VerifyAsync(new WebhookConsumer(consumer.Address, "secret")));

        Assert.StartsWith($"There is nothing to talk to at {consumer.Address}: its certificate is not trusted on this machine.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet dev-certs https --trust", exception.Message, StringComparison.Ordinal);
        Assert.Contains("WebhookConsumer.AcceptAnyCertificate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_named()
    {
        await using var consumer = await TlsConsumer.StartAsync();

        var exception = await Assert.ThrowsAsync<ConsumerUnreachableException>(() => VerifyAsync(new WebhookConsumer(new UriBuilder(consumer.Address) { Host = "localhost" }.Uri, "secret")));

        Assert.Contains("its certificate is for another host name", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_certificate_will_do_where_that_is_asked_for()
    {
        await using var consumer = await TlsConsumer.StartAsync();

        await VerifyAsync(new WebhookConsumer(consumer.Address, "secret") { AcceptAnyCertificate = true });
    }

    [Fact]
    public async Task A_probe_is_told_for_itself_that_any_certificate_will_do()
    {
        await using var consumer = await TlsConsumer.StartAsync();
        using var strict = new HttpProbes();
        using var lenient = new HttpProbes { AcceptAnyCertificate = true };
        var address = consumer.Address + "?event={event}&id={id}";

        var exception = await Assert.ThrowsAsync<ProbeException>(() => strict.Effects(address)("partner.created", "1", Cancellation));

        Assert.Contains("its certificate is not trusted on this machine", exception.Message, StringComparison.Ordinal);
        Assert.Contains("HttpProbes.AcceptAnyCertificate", exception.Message, StringComparison.Ordinal);
        Assert.Single(await lenient.Effects(address)("partner.created", "1", Cancellation));
    }

    private static Task VerifyAsync(WebhookConsumer consumer) => PartneroContract.Find("BODY-01").VerifyAsync(consumer, Cancellation);
}
