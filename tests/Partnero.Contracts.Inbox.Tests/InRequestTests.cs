using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

public sealed class InRequestTests(PostgresServer server) : InboxTest(server)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_duplicate_at_the_same_moment_waits_and_does_nothing(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest);
        var mayGoOn = new TaskCompletionSource();
        Switchboard.At("p_1", attempt => attempt == 1 ? mayGoOn.Task : throw new InvalidOperationException("It was handled twice."));

        var sent = Enumerable.Range(0, 8).Select(_ => billing.SendAsync(Bodies.Partner("p_1"))).ToList();
        await TestSupport.Poll.UntilAsync(() => Switchboard.Attempts("p_1") == 1);
        mayGoOn.SetResult();
        var answers = await Task.WhenAll(sent);

        Assert.All(answers, answer => Assert.Equal(200, answer));
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_attempt_that_failed_leaves_nothing(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest);
        Switchboard.At("p_1", attempt => attempt == 1 ? throw new InvalidOperationException("Not now.") : Task.CompletedTask);

        Assert.Equal(500, await billing.SendAsync(Bodies.Partner("p_1")));
        Assert.Equal(0, await billing.Database.CountAsync(state: 0));
        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Who_waits_too_long_for_a_turn_is_told_to_come_again(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest, options => (options.MaxConcurrency, options.QueueTimeout) = (1, TimeSpan.FromMilliseconds(50)));
        var mayGoOn = new TaskCompletionSource();
        Switchboard.At("p_1", _ => mayGoOn.Task);
        // At the start others may have the one place, such as the worker, which looks for what is stored.
        var first = Task.FromResult(503);
        await TestSupport.Poll.UntilAsync(() =>
        {
            first = first.IsCompleted && Switchboard.Attempts("p_1") == 0 ? billing.SendAsync(Bodies.Partner("p_1")) : first;
            return Switchboard.Attempts("p_1") == 1;
        });

        Assert.Equal(503, await billing.SendAsync(Bodies.Partner("p_2")));

        mayGoOn.SetResult();
        Assert.Equal(200, await first);
        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_2")));
    }

    [Theory]
    [MemberData(nameof(StoresAndModes))]
    public async Task One_event_in_other_bytes_is_a_duplicate_where_the_identity_says_so(StoreKind store, InboxMode mode)
    {
        await using var billing = await StartAsync(store, mode, options => options.Identity = InboxIdentity.EntityAndTime);

        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.SendAsync(Bodies.Partner("p_1", blank: " "));
        await billing.SendAsync(Bodies.Partner("p_1", later: TimeSpan.FromMilliseconds(1)));

        await billing.WaitForEffectsAsync("partner.created", "p_1", 2);
        Assert.Equal(2, await billing.Database.CountAsync(state: 0));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_was_done_long_ago_is_forgotten_and_what_waits_is_not(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest);
        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.SendAsync(Bodies.Partner("p_2", data: "[1]"));

        billing.Time.Advance(TimeSpan.FromDays(8));
        await TestSupport.Poll.UntilAsync(() => billing.Database.CountAsync(state: 0).Result == 0);
        Assert.Equal(1, await billing.Database.CountAsync(state: 3));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nothing_is_forgotten_in_the_first_hour_after_a_start(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest);
        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.RestartAsync(TimeSpan.FromDays(8), TestContext.Current.CancellationToken);

        // Each is a transaction, as forgetting is: it would have been done by then.
        billing.Time.Advance(TimeSpan.FromMinutes(58));
        for (var i = 0; i < 10; i++)
            await billing.SendAsync(Bodies.Partner($"later_{i}"));
        Assert.Equal(11, await billing.Database.CountAsync(state: 0));

        billing.Time.Advance(TimeSpan.FromMinutes(2));
        await TestSupport.Poll.UntilAsync(() => billing.Database.CountAsync(state: 0).Result == 10);
    }
}
