namespace Partnero.Contracts.AspNetCore;

/// <summary>
/// Thrown by a handler, an interceptor or a keeper of unreadable deliveries that cannot take this delivery now, such as when
/// more wait than can be done in the sender's 5 seconds: it is answered with 503 and <c>Retry-After</c>, and logged as a
/// warning without a stack trace. Whoever throws it has done nothing that the sender's next attempt would do twice.
/// </summary>
/// <remarks>Partnero makes its next attempt by its own schedule, of which the first is a minute later.</remarks>
public sealed class RetryLaterException : Exception
{
    /// <summary>Puts a delivery off.</summary>
    /// <param name="message">Why, for the log.</param>
    /// <param name="after">The time after which it is worth another attempt; told in whole seconds, at least one.</param>
    public RetryLaterException(string message, TimeSpan after)
        : base(message)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.Zero);
        After = after;
    }

    /// <summary>The time after which the delivery is worth another attempt.</summary>
    public TimeSpan After { get; }
}
