using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>A consumer's probe did not answer as it must, so nothing can be said of the consumer.</summary>
internal sealed class ProbeException : ContractUndecidedException
{
    /// <summary>How long a question is asked again that meets an error, such as that of a database that is locked for a moment.</summary>
    internal static readonly TimeSpan Trouble = TimeSpan.FromSeconds(2);

    internal ProbeException(string message, Exception? inner = null)
        : base(VisibleText.Of(message), inner)
    {
    }

    /// <summary>How long the request may be sent again before this is the last word: where nobody was there to take it, or a question met an error that may pass.</summary>
    internal TimeSpan AskAgainFor { get; init; }
}
