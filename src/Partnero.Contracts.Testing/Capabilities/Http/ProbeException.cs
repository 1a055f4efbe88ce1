namespace Partnero.Contracts.Testing;

/// <summary>A consumer's probe did not answer as it must, so nothing can be said of the consumer.</summary>
public sealed class ProbeException : Exception
{
    internal ProbeException(string message, Exception? inner = null)
        : base(Reporting.VisibleText.Of(message), inner)
    {
    }
}
