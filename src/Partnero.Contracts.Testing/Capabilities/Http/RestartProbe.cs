using System.Text.Json;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>Has a consumer restart, and makes sure that it did: an answer alone does not show that.</summary>
/// <param name="name">The probe, as messages name it.</param>
/// <param name="consumer">Where the consumer listens, before and after.</param>
/// <param name="post">Tells the consumer to restart.</param>
internal sealed class RestartProbe(string name, Uri consumer, Func<CancellationToken, Task<ProbeAnswer>> post)
{
    /// <summary>Docker gives a process 10 seconds to end before it kills it.</summary>
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxRestart = TimeSpan.FromSeconds(30);

    private readonly RestartWatch _watch = new(consumer);

    public async Task<Uri> RunAsync(CancellationToken cancellationToken)
    {
        var canBeSeen = await _watch.IsUpAsync(cancellationToken).ConfigureAwait(false);
        if (!await IsRestartedAsync(canBeSeen, cancellationToken).ConfigureAwait(false))
        {
            throw new RestartUnseenException(
                $"{name} is done, and the consumer at {consumer} was not seen down within {MaxShutdown.TotalSeconds:0} s, so nothing shows that it restarted. "
                + "Have it end its process and be started again; or, where that cannot be seen from here, as behind a proxy, have the probe say {\"restarted\": true} once it is done.");
        }

        if (canBeSeen)
            await WaitUntilUpAsync(cancellationToken).ConfigureAwait(false);
        return consumer;
    }

    /// <summary>The watch begins before the consumer is told: the answer may come when all is over.</summary>
    private async Task<bool> IsRestartedAsync(bool canBeSeen, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var down = canBeSeen ? _watch.WaitUntilDownAsync(watching.Token) : Task.Delay(Timeout.Infinite, watching.Token);
        try
        {
            var isSaid = SaysRestarted(await post(cancellationToken).ConfigureAwait(false));
            if (!isSaid && canBeSeen)
                await Task.WhenAny(down, Task.Delay(MaxShutdown, cancellationToken)).ConfigureAwait(false);
            return isSaid || down.IsCompletedSuccessfully;
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await down.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitUntilUpAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(MaxRestart);
        try
        {
            await _watch.WaitUntilUpAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProbeException($"The consumer at {consumer} was told to restart by {name}, and was not back after {MaxRestart.TotalSeconds:0} s.");
        }
    }

    private static bool SaysRestarted(ProbeAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("restarted", out var restarted)
                && restarted.ValueKind == JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
