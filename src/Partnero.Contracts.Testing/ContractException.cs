namespace Partnero.Contracts.Testing;

/// <summary>
/// A consumer does not keep its contract, or it is not known whether it does. The message says which, and what to do. A test that meets this fails,
/// or is skipped where it <see cref="MaySkip"/>.
/// </summary>
public abstract class ContractException : Exception
{
    private protected ContractException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>
    /// Whether the consumer breaks the clause: the message shows the delivery, and how to send it again. Where it does not, and nothing may be skipped
    /// either, nothing can be said of the consumer: nothing answers at its address, a probe fails, it has seen a replay's deliveries before, or a
    /// clause that others build on could not be exercised.
    /// </summary>
    public virtual bool IsBroken => false;

    /// <summary>Whether a test framework may skip the case: the consumer did not give what the clause needs, or is excused from it.</summary>
    public virtual bool MaySkip => false;
}
