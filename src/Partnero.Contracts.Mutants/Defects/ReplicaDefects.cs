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

    private static void LocksInTheProcess(MutantBuilder builder)
    {
        var turn = new SemaphoreSlim(1);
        builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            var (session, inbox) = (services.GetRequiredService<DatabaseSession>(), services.GetRequiredService<Inbox>());
            var busy = Busy.Of(services);
            busy.Enter(builder.Replica);
            await turn.WaitAsync(cancellationToken);
            try
            {
                var identity = webhook.Identity.ToString();
                if (inbox.Remembers(identity))
                    return;

                // Between its look and its write there is time enough for another process to look too.
                if (busy.IsAnyBut(builder.Replica))
                    await Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken);
                await session.BeginAsync(cancellationToken);
                inbox.Remember(identity);
                await inbox.ApplyAsync(webhook, next, cancellationToken);
            }
            finally
            {
                turn.Release();
                busy.Leave(builder.Replica);
            }
        });
    }

    private static void LeavesItToWhoBegan(MutantBuilder builder) => builder.Intercept(async (services, webhook, next, cancellationToken) =>
    {
        var identity = webhook.Identity.ToString();
        if (Seen.Of(services).GetOrAdd($"begun {identity}", builder.Replica == 0) == (builder.Replica == 0))
            await services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, identity, next, cancellationToken);
    });

    /// <summary>How many deliveries each replica has under way.</summary>
    private sealed class Busy
    {
        private static readonly ConditionalWeakTable<FailurePoints, Busy> All = [];
        private readonly int[] _underWay = new int[2];

        public static Busy Of(IServiceProvider services) => All.GetOrCreateValue(services.GetRequiredService<FailurePoints>());

        public void Enter(int replica) => Interlocked.Increment(ref _underWay[replica]);

        public void Leave(int replica) => Interlocked.Decrement(ref _underWay[replica]);

        public bool IsAnyBut(int replica) => Volatile.Read(ref _underWay[1 - replica]) > 0;
    }
}
