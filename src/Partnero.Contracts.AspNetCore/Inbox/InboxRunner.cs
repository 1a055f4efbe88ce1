using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What became of a stored delivery whose work was tried.</summary>
public enum InboxRunOutcome
{
    /// <summary>Its work is done.</summary>
    Done,

    /// <summary>It failed, or was put off, and is tried again.</summary>
    TriedAgain,

    /// <summary>It is parked, or unreadable still.</summary>
    Parked,

    /// <summary>It is not there, not parked any more, or somebody else works on it.</summary>
    NotFound,
}

/// <summary>Does the work of claimed deliveries, one at a time, and gives back those that fail.</summary>
internal sealed class InboxRunner(InboxProgram program, StoredBodyReader read, IServiceScopeFactory scopes, WebhookMetrics metrics, ILogger<InboxRunner> logger)
{
    /// <summary>How long it may take to give back what was begun, when the process ends.</summary>
    private static readonly TimeSpan GivingBack = TimeSpan.FromSeconds(2);

    /// <param name="claimed">The delivery.</param>
    /// <param name="isRelease">Whether it was parked, and is tried once, however often it was tried before.</param>
    /// <param name="stopping">Cancelled when the process ends: what was begun is given back, and no attempt is counted.</param>
    public async Task<InboxRunOutcome> RunAsync(ClaimedDelivery claimed, bool isRelease, CancellationToken stopping)
    {
        using var activity = WebhookActivities.Work(claimed.Event, claimed.Attempt, claimed.Trace);
        program.Leases[claimed.Lease] = claimed;
        var outcome = await TryAsync(claimed, isRelease ? claimed.Attempt : program.Options.MaxAttempts, activity, stopping);
        program.Leases.TryRemove(claimed.Lease, out _);
        metrics.Worked(program.Name, outcome switch
        {
            InboxRunOutcome.Done => "done",
            InboxRunOutcome.TriedAgain => "tried_again",
            InboxRunOutcome.Parked => "parked",
            _ => "lost",
        });
        return outcome;
    }

    private async Task<InboxRunOutcome> TryAsync(ClaimedDelivery claimed, int maxAttempts, Activity? activity, CancellationToken stopping)
    {
        if (claimed.Attempt > maxAttempts)
        {
            logger.ParkedUnfinished(claimed.Event, claimed.Id, maxAttempts);
            return await PutBackAsync(claimed, Parked(claimed, InboxState.Parked, $"It was begun {maxAttempts} times and never ended, neither well nor with an exception: the process ended, or was ended, while it was at it."));
        }

        try
        {
            if (TryRead(claimed, out var handle) is { } wrong)
            {
                logger.Unreadable(claimed.Event, claimed.Id);
                return await PutBackAsync(claimed, Parked(claimed, InboxState.Unreadable, wrong.Message));
            }

            return await WorkAsync(claimed, handle, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return await PutBackAsync(claimed, Pending(claimed, TimeSpan.Zero, isCounted: false));
        }
        catch (RetryLaterException exception)
        {
            logger.PutOff(claimed.Event, exception.Message);
            return await PutBackAsync(claimed, Pending(claimed, exception.After, isCounted: false));
        }
        catch (Exception exception) when (claimed.Attempt >= maxAttempts)
        {
            activity.Failed(exception);
            logger.Parked(exception, claimed.Event, claimed.Id, claimed.Attempt);
            return await PutBackAsync(claimed, Parked(claimed, InboxState.Parked, exception.ToString()));
        }
        catch (Exception exception)
        {
            activity.Failed(exception);
            var pause = Pause(claimed.Attempt);
            logger.Failed(exception, claimed.Event, claimed.Attempt, maxAttempts, pause);
            return await PutBackAsync(claimed, Pending(claimed, pause, isCounted: true) with { Reason = LogText.Lines(exception.ToString()) });
        }
    }

    /// <returns>What is wrong with the body; null where it can be read. What a handler reads, and cannot, is its own failure.</returns>
    private PayloadException? TryRead(ClaimedDelivery claimed, out Func<IServiceProvider, CancellationToken, ValueTask>? handle)
    {
        handle = null;
        try
        {
            handle = read(claimed.Body);
            return null;
        }
        catch (PayloadException exception)
        {
            return exception;
        }
    }

    /// <exception cref="InvalidOperationException">Nobody handles the event here. Whoever stored it had a handler, and may be a newer version of this.</exception>
    private async Task<InboxRunOutcome> WorkAsync(ClaimedDelivery claimed, Func<IServiceProvider, CancellationToken, ValueTask>? handle, CancellationToken stopping)
    {
        if (handle is null)
            throw new InvalidOperationException($"No handler is registered for {claimed.Event} in this process, and there was one in the process that stored it. If both share the inbox on purpose, give each program a name of its own (AddPartneroWebhooks).");
        await using var scope = scopes.CreateAsyncScope();
        var work = new InboxWork(scope.ServiceProvider, token => handle(scope.ServiceProvider, token));
        var isDone = await program.Gate.InTurnAsync(() => program.Store.CompleteAsync(claimed, work, program.Now, stopping), stopping);
        if (isDone)
            logger.Worked(claimed.Event, claimed.Id, claimed.Attempt);
        else
            logger.LeaseLost(claimed.Event, claimed.Id);
        return isDone ? InboxRunOutcome.Done : InboxRunOutcome.NotFound;
    }

    private async Task<InboxRunOutcome> PutBackAsync(ClaimedDelivery claimed, InboxPutBack putBack)
    {
        using var inTime = new CancellationTokenSource(GivingBack);
        try
        {
            await program.Store.PutBackAsync(claimed, putBack, inTime.Token);
        }
        catch (Exception exception)
        {
            // The database is away: when its time is over, the delivery is due again by itself.
            logger.NotPutBack(exception, claimed.Event, program.Options.Lease);
            return InboxRunOutcome.TriedAgain;
        }

        if (putBack.State != InboxState.Pending)
            return InboxRunOutcome.Parked;
        program.StoredAfter(putBack.Due - program.Now);
        return InboxRunOutcome.TriedAgain;
    }

    private InboxPutBack Pending(ClaimedDelivery claimed, TimeSpan after, bool isCounted) =>
        new() { State = InboxState.Pending, Due = program.Now + after, Attempts = isCounted ? claimed.Attempt : claimed.Attempt - 1 };

    private InboxPutBack Parked(ClaimedDelivery claimed, InboxState state, string reason) =>
        new() { State = state, Due = program.Now, Attempts = claimed.Attempt, Reason = LogText.Lines(reason) };

    /// <summary>Four times longer after each attempt, and up to half of it shorter, so that what failed together does not come again together.</summary>
    private TimeSpan Pause(int attempt)
    {
        var longest = program.Options.RetryDelay * Math.Pow(4, Math.Min(attempt - 1, 20));
        return (longest < program.Options.MaxRetryDelay ? longest : program.Options.MaxRetryDelay) * (0.5 + Random.Shared.NextDouble() / 2);
    }
}
