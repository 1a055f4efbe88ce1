using System.Collections.Concurrent;
using System.Diagnostics;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Reads a stored body; null where nobody handles its event.</summary>
/// <exception cref="PayloadException">It cannot be read.</exception>
internal delegate Func<IServiceProvider, CancellationToken, ValueTask>? StoredBodyReader(ReadOnlyMemory<byte> body);

/// <summary>The inbox of one program, as each part of it needs it.</summary>
internal sealed class InboxProgram : IDisposable
{
    private readonly SemaphoreSlim _stored = new(0, 1);

    public InboxProgram(string name, IInboxStore store, PartneroInboxOptions options, TimeProvider time)
    {
        (Name, Store, Options, Time) = (name, store, options, time);
        Gate = new(options.MaxConcurrency ?? store.PreferredConcurrency, options.QueueTimeout);
    }

    public string Name { get; }

    public IInboxStore Store { get; }

    public PartneroInboxOptions Options { get; }

    public TimeProvider Time { get; }

    public InboxGate Gate { get; }

    /// <summary>What this process works on now, by the worker and by releases: the worker renews it.</summary>
    public ConcurrentDictionary<Guid, ClaimedDelivery> Leases { get; } = [];

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Tells the worker of this process that there is something to do.</summary>
    public void Stored()
    {
        try
        {
            _stored.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // It has been told already, and has not looked yet; or the process has ended.
        }
    }

    /// <summary>The same, when a delivery that was put back is due.</summary>
    public void StoredAfter(TimeSpan pause)
    {
        // What is due later is found by those who look each interval.
        if (pause < Options.PollInterval)
            _ = Task.Delay(pause).ContinueWith(_ => Stored(), TaskScheduler.Default);
    }

    public Task WaitForStoredAsync(TimeSpan atMost, CancellationToken cancellationToken) => _stored.WaitAsync(atMost, cancellationToken);

    /// <summary>Asks for so many pending deliveries, for the time of a lease.</summary>
    public InboxClaim Claim(int max)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new() { Program = Name, Max = max, Now = Now, MachineNow = now, Until = now + Options.Lease };
    }

    /// <summary>A delivery as it is to be stored.</summary>
    public InboxDelivery Deliver(ReadOnlyMemory<byte> body, DateTimeOffset? createdAt)
    {
        var keys = InboxKeys.Find(body.Span);
        return new()
        {
            Program = Name,
            Identity = keys.IdentityBy(Options.Identity, Name, body.Span),
            Event = LogText.Of(keys.Event ?? ""),
            Entity = keys.Entity,
            CreatedAt = createdAt ?? Now,
            ReceivedAt = Now,
            Trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
            Body = body,
        };
    }

    public void Dispose()
    {
        Gate.Dispose();
        _stored.Dispose();
    }
}
