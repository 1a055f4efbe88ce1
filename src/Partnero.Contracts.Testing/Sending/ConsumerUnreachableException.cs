using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>There is nothing to talk to at the consumer's address.</summary>
internal sealed class ConsumerUnreachableException : ContractUndecidedException
{
    private ConsumerUnreachableException(string message, Exception? inner)
        : base(VisibleText.Of(message), inner)
    {
    }

    internal static ConsumerUnreachableException Nobody(Uri address, HttpRequestException exception) =>
        new($"Nothing answers at {MaskedAddress.Of(address)}: {NoAnswer.Describe(exception)}. Start the consumer, or correct the address.", null);

    internal static ConsumerUnreachableException NoHttp(Uri address, string failure) =>
        new($"There is nothing to talk to at {MaskedAddress.Of(address)}: {failure}. Correct the address (http or https, host, port), or see why the consumer gives no answer.", null);

    internal static ConsumerUnreachableException Untrusted(Uri address, UntrustedCertificateException exception) =>
        new($"There is nothing to talk to at {MaskedAddress.Of(address)}: {exception.Message} {UntrustedCertificateException.Advice} Or accept any certificate (WebhookConsumer.AcceptAnyCertificate).", exception);
}
