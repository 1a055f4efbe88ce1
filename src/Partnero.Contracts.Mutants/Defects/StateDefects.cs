using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers store wrongly of an entity, though each event takes effect once.</summary>
internal static class StateDefects
{
    private static TimeZoneInfo Berlin => TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Keeping("updates-another-id", "looks for what it updates under another id, and changes nothing", ["STATE-01"], new() { LosesUpdates = true }),
        Keeping("never-takes-approval-back", "leaves a partner approved once it was", ["STATE-01"], new() { KeepsApproved = true }),
        Keeping("takes-rejected-for-gone", "enters what comes after a partner was rejected, and changes nothing", ["STATE-01"], new() { RejectsForGood = true }),
        Keeping("keeps-what-a-reference-made", "makes a partner of a reference, and enters its creation without storing it", ["STATE-07"], new() { MakesReferred = true, CreatesOnce = true }),
        Keeping("stores-approvals-as-they-come", "stores what an approval or a payment says, whatever its time is", ["STATE-02"], new() { IgnoresTimeOfOthers = true }),
        Keeping("brings-back-who-is-referred-to", "takes a deleted partner for one that is there, once an event refers to them", ["STATE-03"], new() { RevivesReferred = true }),
        Keeping("has-one-id-for-all", "keeps entities of all kinds under their ids alone", ["STATE-05"], new() { HasOneIdForAll = true }),
        Keeping("credits-the-known-alone", "adds a reward to a partner that it knows alone", ["STATE-07"], new() { CreditsTheKnown = true }),
        Keeping("takes-addresses-of-references", "takes the e-mail address that a transaction says of its partner", ["STATE-02"], new() { TakesReferredAddresses = true }),
        new("keeps-addresses-of-the-deleted", "fails where an e-mail address is that of another, who may be deleted", ["STATE-08"], builder =>
        {
            var owners = new ConcurrentDictionary<string, string>();
            builder.Intercept((services, webhook, next, cancellationToken) => webhook is PartneroWebhook<Partner> { Data: { Id: { } id, Email: { } email } } && owners.GetOrAdd(email, id) != id
                ? throw new InvalidOperationException("The address is another's.")
                : services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken));
        }),
        Keeping("stores-what-came-last", "stores what came last, whatever its time is", ["STATE-02", "STATE-03", "SCALE-04"], new() { IgnoresTime = true }),
        Keeping("compares-local-time", "compares times by the clock on its wall", ["STATE-02"], new() { Time = at => TimeZoneInfo.ConvertTime(at, Berlin).DateTime }),
        Keeping("reads-utc-as-local-time", "takes the time of an event for one of New York", ["STATE-02"], new() { Time = AsLocal }),
        Keeping("drops-what-is-not-newer", "compares times in seconds, and drops what is not newer", ["STATE-02"], new() { Time = at => at.UtcDateTime.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)), EqualIsOlder = true }),
        Keeping("has-creations-win", "stores what a creation says, whatever its time is", ["STATE-02"], new() { CreationsWin = true }),
        Keeping("deletes-what-it-does-not-track", "enters a deletion, and deletes nothing", ["STATE-01"], new() { KeepsDeleted = true }),
        Keeping("forgets-what-was-deleted", "creates again what was deleted, when an update comes late", ["STATE-03"], new() { ForgetsDeleted = true }),
        Keeping("fails-for-the-deleted", "fails for an update of what was deleted, each time", ["STATE-03"], new() { FailsForDeleted = true }),
        Keeping("wipes-what-is-absent", "writes null where an update has no field", ["STATE-04", "SCALE-04"], new() { WipesAbsent = true }),
        Keeping("replaces-the-row", "replaces the row at an update, and with it what others have added up", ["STATE-04"], new() { ResetsSums = true }),
        Keeping("deletes-by-cascade", "deletes the rewards of a partner that is deleted", ["STATE-05"], new() { Cascades = true }),
        new("holds-sums-in-memory", "holds a balance in memory, and a failure does not take back what was added", ["RETRY-03", "SCALE-04"], builder =>
        {
            builder.Services.AddSingleton(new StateHabits { Sums = [] });
            builder.Inbox();
        }),
        new("holds-entities-in-memory", "holds the entities that it has seen in memory, and writes them back from there", ["SCALE-04"], builder =>
        {
            builder.Services.AddSingleton(new StateHabits { Cache = [] });
            builder.Inbox();
        }),
        new("reads-before-it-begins", "reads a partner before the transaction in which it writes them back", ["STATE-06"], builder => builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            if (webhook is PartnerUpdated { Data.Id: { } id })
            {
                services.GetRequiredService<EntityStates>().Remember("partner", id);
                await Task.Delay(Work, cancellationToken);
            }

            await services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken);
        })),
        new("adds-in-memory", "reads a balance, adds to it and writes it back", ["STATE-06"], AddsInMemory),
    ];

    /// <summary>As a program reads a text whose Z it has dropped: what does not exist becomes an hour later.</summary>
    private static DateTime AsLocal(DateTimeOffset at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var local = DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }

    private static Mutant Keeping(string name, string description, IReadOnlyList<string> breaks, StateHabits habits) => new(name, description, breaks, builder =>
    {
        builder.Services.AddSingleton(habits);
        builder.Inbox();
    });

    /// <summary>Long enough for those that come at the same moment to read what is there before one of them writes, on a busy machine too.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(50);

    private static void AddsInMemory(MutantBuilder builder) => builder.Intercept(async (services, webhook, next, cancellationToken) =>
    {
        var states = services.GetRequiredService<EntityStates>();
        var (partner, amount) = webhook is RewardCreated { Data: { Partner.Id: { } id, Amount: { } added } } ? (id, (double)added) : (null, 0);
        var before = partner is null ? 0 : states.Balance(partner) ?? 0;
        if (partner is not null)
            await Task.Delay(Work, cancellationToken);
        await services.GetRequiredService<Inbox>().ApplyOnceAsync(
            webhook,
            webhook.Identity.ToString(),
            async token =>
            {
                await next(token);
                if (partner is not null)
                    states.SetBalance(partner, before + amount);
            },
            cancellationToken);
    });
}
