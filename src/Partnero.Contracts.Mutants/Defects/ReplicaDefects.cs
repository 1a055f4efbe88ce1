using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>Consumers that are sound as long as there is one process of them.</summary>
internal static class ReplicaDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("reads-its-inbox-at-the-start", "writes its inbox to the store, and reads it when it starts alone", ["SCALE-01", "SCALE-02"], ReadsAtTheStart),
        new("locks-in-the-process", "holds duplicates back by a lock of the process", ["SCALE-02"], LocksInTheProcess),
        new("leaves-it-to-who-began", "acknowledges what another replica has begun, also where that failed", ["SCALE-03"], LeavesItToWhoBegan),
    ];

    private static void ReadsAtTheStart(MutantBuilder builder)
    {
        ConcurrentDictionary<string, bool>? known = null;
        builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            var (session, inbox) = (services.GetRequiredService<DatabaseSession>(), services.GetRequiredService<Inbox>());
            var identity = webhook.Identity.ToString();
            await session.BeginAsync(cancellationToken);
            known ??= new(session.Texts("SELECT identity FROM inbox").Select(one => KeyValuePair.Create(one, true)));
            if (known.ContainsKey(identity))
                return;
            inbox.Remember(identity);
            try
            {
                await inbox.ApplyAsync(webhook, next, cancellationToken);
                known.TryAdd(identity, true);
            }
            catch
            {
                // Whether it was committed, the store knows.
                known = null;
                throw;
            }
        });
    }

    /// <summary>Where both replicas have deliveries under way, they meet between the look and the write: so the race is lost every time.</summary>
    private static void LocksInTheProcess(MutantBuilder builder)
    {
        var turn = new SemaphoreSlim(1);
        builder.Around(async (context, next) =>
        {
            using (Meetings.Of(context.RequestServices).Enter(builder.Replica))
                await next(context);
        });
        builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            var (session, inbox) = (services.GetRequiredService<DatabaseSession>(), services.GetRequiredService<Inbox>());
            await turn.WaitAsync(cancellationToken);
            try
            {
                var identity = webhook.Identity.ToString();
                if (inbox.Remembers(identity))
                    return;
                await Meetings.Of(services).MeetAsync(builder.Replica, identity, cancellationToken);
                await session.BeginAsync(cancellationToken);
                inbox.Remember(identity);
                await inbox.ApplyAsync(webhook, next, cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        });
    }

    private static void LeavesItToWhoBegan(MutantBuilder builder) => builder.Intercept(async (services, webhook, next, cancellationToken) =>
    {
        var identity = webhook.Identity.ToString();
        if (Seen.Of(services).GetOrAdd($"begun {identity}", builder.Replica == 0) == (builder.Replica == 0))
            await services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, identity, next, cancellationToken);
    });

    /// <summary>Where the replicas of a mutant meet.</summary>
    private sealed class Meetings
    {
        private static readonly ConditionalWeakTable<FailurePoints, Meetings> All = [];

        private readonly Rendezvous _rendezvous = new(maxWait: TimeSpan.FromMilliseconds(300));
        private readonly int[] _underWay = new int[2];

        public static Meetings Of(IServiceProvider services) => All.GetOrCreateValue(services.GetRequiredService<FailurePoints>());

        /// <summary>Counts a request from its headers on.</summary>
        public IDisposable Enter(int replica)
        {
            Interlocked.Increment(ref _underWay[replica]);
            return new Leaving(this, replica, _rendezvous.Enter());
        }

        public Task MeetAsync(int replica, string identity, CancellationToken cancellationToken) =>
            Volatile.Read(ref _underWay[1 - replica]) > 0 ? _rendezvous.MeetAsync(identity, cancellationToken) : Task.CompletedTask;

        private sealed class Leaving(Meetings meetings, int replica, IDisposable entered) : IDisposable
        {
            public void Dispose()
            {
                Interlocked.Decrement(ref meetings._underWay[replica]);
                entered.Dispose();
            }
        }
    }
}
