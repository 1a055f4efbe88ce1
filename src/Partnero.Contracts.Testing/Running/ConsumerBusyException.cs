namespace Partnero.Contracts.Testing.Running;

/// <summary>A consumer answered so many deliveries with "later" (429 or 503) that a run would not end.</summary>
internal sealed class ConsumerBusyException(TimeSpan waited)
    : Exception($"The consumer asked to be tried later (429 or 503) for {waited.TotalSeconds:0} s in all. Raise its limit on the rate of requests for the test, or check fewer events (WebhookConsumer.Handles).");
