namespace Partnero.Contracts.Testing;

/// <summary>A consumer's probe did not answer as it must, so nothing can be said of the consumer.</summary>
public sealed class ProbeException : Exception
{
    internal ProbeException(string message, Exception? inner = null)
        : base(Reporting.VisibleText.Of(message), inner)
    {
    }

    /// <summary>Whether nobody was there to take the request, so that it may be sent again.</summary>
    internal bool IsDown { get; init; }
}
