namespace Partnero.Contracts.Testing.Sending;

/// <summary>How long a sender puts up with a consumer.</summary>
/// <param name="Later">How long "later" (429 or 503) is waited for in a whole run. A limit on the rate of requests makes every delivery wait.</param>
/// <param name="Return">How long a consumer that was there may be down.</param>
/// <param name="Start">How long after a start it may answer "later", or a proxy before it that it finds none (502 or 504).</param>
/// <param name="Silence">How long a consumer that has stopped answering is asked again.</param>
internal sealed record RetryLimits(TimeSpan Later, TimeSpan Return, TimeSpan Start, TimeSpan Silence)
{
    public static RetryLimits Default { get; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
}
