using System.Net.Security;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>A consumer showed a certificate that this machine does not trust.</summary>
internal sealed class UntrustedCertificateException(SslPolicyErrors errors) : Exception(Describe(errors))
{
    /// <summary>What to do about it.</summary>
    public const string Advice = "ASP.NET Core's development certificate becomes trusted with: dotnet dev-certs https --trust.";

    private static string Describe(SslPolicyErrors errors) => errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)
        ? "it shows no certificate."
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? "its certificate is for another host name."
            : "its certificate is not trusted on this machine. It is self-signed, expired, or of an authority that is not known here.";

    /// <summary>The exception that an exception was caused by.</summary>
    /// <returns>Null where it had another cause.</returns>
    public static UntrustedCertificateException? In(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is UntrustedCertificateException untrusted)
                return untrusted;
        }

        return null;
    }

    /// <summary>How connections judge a certificate.</summary>
    /// <param name="acceptAny">Whether every certificate will do.</param>
    public static SslClientAuthenticationOptions Checks(bool acceptAny) => new()
    {
        RemoteCertificateValidationCallback = (_, _, _, errors) => acceptAny || errors == SslPolicyErrors.None ? true : throw new UntrustedCertificateException(errors),
    };
}
