namespace Partnero.Contracts.Testing;

/// <summary>
/// What is remembered of a consumer while its clauses are verified one by one: above all what its first deliveries showed, which are
/// sent once for each baseline.
/// </summary>
/// <remarks>
/// Each <see cref="WebhookConsumer"/> has one of its own, so hold the consumer where its process is held, as in a fixture. Where it is made
/// again for each clause, hold a baseline there and give it to each (<see cref="WebhookConsumer.Baseline"/>). A consumer that was started
/// with an empty store needs a new one. Safe for concurrent use.
/// </remarks>
public sealed class ConsumerBaseline
{
    private readonly Lock _turn = new();
    private object? _remembered;

    /// <summary>What is remembered; made where there is nothing yet. Whoever checks clauses says what it is.</summary>
    internal T Remembered<T>(Func<T> create)
        where T : class
    {
        lock (_turn)
            return (T)(_remembered ??= create());
    }
}
