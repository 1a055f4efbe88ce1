namespace Partnero.Contracts.Testing.Sending;

/// <summary>There is nothing to talk to at the consumer's address.</summary>
public sealed class ConsumerUnreachableException : Exception
{
    internal ConsumerUnreachableException(Uri address, Exception inner)
        : base($"Nothing answers at {address}: {inner.Message} Start the consumer, or correct the address.", inner)
    {
    }
}
