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
        Keeping("stores-what-came-last", "stores what came last, whatever its time is", ["STATE-02", "STATE-03"], new() { IgnoresTime = true }),
        Keeping("compares-local-time", "compares times by the clock on its wall", ["STATE-02"], new() { Time = at => TimeZoneInfo.ConvertTime(at, Berlin).DateTime }),
        Keeping("forgets-what-was-deleted", "creates again what was deleted, when an update comes late", ["STATE-03"], new() { ForgetsDeleted = true }),
        Keeping("fails-for-the-deleted", "fails for an update of what was deleted, each time", ["STATE-03"], new() { FailsForDeleted = true }),
        Keeping("wipes-what-is-absent", "writes null where an update has no field", ["STATE-04"], new() { WipesAbsent = true }),
        Keeping("deletes-by-cascade", "deletes the rewards of a partner that is deleted", ["STATE-05"], new() { Cascades = true }),
        new("adds-in-memory", "reads a balance, adds to it and writes it back", ["STATE-06"], AddsInMemory),
    ];

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
