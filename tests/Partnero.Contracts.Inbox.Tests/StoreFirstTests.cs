using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

public sealed class StoreFirstTests(PostgresServer server) : InboxTest(server)
{
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_delivery_is_answered_before_its_work_is_done(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst);
        var mayGoOn = new TaskCompletionSource();
        Switchboard.At("p_1", _ => mayGoOn.Task);

        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));
        Assert.Empty(await billing.Database.EffectsAsync("partner.created", "p_1"));

        mayGoOn.SetResult();
        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_fails_for_ever_is_parked_and_holds_up_no_other(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => options.MaxAttempts = 3);
        Switchboard.At("p_bad", _ => throw new InvalidOperationException("No such account."));

        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_bad")));
        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_good")));
        await billing.WaitForEffectsAsync("partner.created", "p_good", 1);

        var parked = await ParkedAsync(billing);
        Assert.Equal(InboxState.Parked, parked.State);
        Assert.Equal(3, parked.Attempts);
        Assert.Equal("partner:p_bad", parked.Entity);
        Assert.Equal("partner.created", parked.Event);
        Assert.Contains("No such account.", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(Bodies.Partner("p_bad"), parked.Body.ToArray());
        Assert.Equal(new InboxDepth(0, 1, 0, null), await billing.Inbox.MeasureAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, Switchboard.Attempts("p_bad"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_is_released_is_worked_on_once_more(StoreKind store)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => options.MaxAttempts = 1);
        Switchboard.At("p_1", attempt => attempt < 3 ? throw new InvalidOperationException($"Attempt {attempt} fails.") : Task.CompletedTask);
        await billing.SendAsync(Bodies.Partner("p_1"));
        var parked = await ParkedAsync(billing);

        Assert.Equal(InboxRunOutcome.Parked, await billing.Inbox.ReleaseAsync(parked.Id, cancellationToken));
        Assert.Contains("Attempt 2 fails.", Assert.Single(await billing.Inbox.FindParkedAsync(cancellationToken: cancellationToken)).Reason, StringComparison.Ordinal);

        Assert.Equal(InboxRunOutcome.Done, Assert.Single(await billing.Inbox.ReleaseAllAsync(cancellationToken)).Value);
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
        Assert.Equal(InboxRunOutcome.NotFound, await billing.Inbox.ReleaseAsync(parked.Id, cancellationToken));
        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Of_one_entity_the_later_waits_for_the_earlier(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => (options.KeepsEntityOrder, options.RetryDelay) = (true, TimeSpan.FromHours(1)));
        Switchboard.At("p_1", attempt => attempt == 1 ? throw new InvalidOperationException("Not now.") : Task.CompletedTask);

        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.SendAsync(Bodies.Partner("p_1", "updated", later: TimeSpan.FromSeconds(1)));
        await billing.SendAsync(Bodies.Partner("p_2"));
        await billing.WaitForEffectsAsync("partner.created", "p_2", 1);
        await billing.SendAsync(Bodies.Partner("p_3"));
        await billing.WaitForEffectsAsync("partner.created", "p_3", 1);
        Assert.Equal(1, Switchboard.Attempts("p_1"));

        billing.Time.Advance(TimeSpan.FromHours(1));
        await billing.WaitForEffectsAsync("partner.updated", "p_1", 1);
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
        Assert.Equal(3, Switchboard.Attempts("p_1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_dead_process_had_begun_is_taken_over(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => options.RetryDelay = TimeSpan.FromHours(1));
        Switchboard.At("p_1", attempt => attempt == 1 ? throw new InvalidOperationException("Not now.") : Task.CompletedTask);
        await billing.SendAsync(Bodies.Partner("p_1"));
        await TestSupport.Poll.UntilAsync(() => billing.Database.QueryAsync("SELECT reason FROM partnero_inbox", row => row.IsDBNull(0)).Result is [false]);

        // What a process leaves that dies at its work: due, and its own for a time.
        await billing.Database.ExecuteAsync($"UPDATE partnero_inbox SET due_at = received_at, attempts = 2, lease = '{Guid.NewGuid().ToString().ToUpperInvariant()}', leased_until = '{DateTime.UtcNow.AddSeconds(1):yyyy-MM-dd HH:mm:ss}{(billing.Database.IsPostgres ? "Z" : "")}'");

        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        Assert.Equal(2, Switchboard.Attempts("p_1"));
        Assert.Equal(3, (await billing.Database.QueryAsync("SELECT attempts FROM partnero_inbox", row => row.GetInt32(0)))[0]);
    }

    /// <summary>SQLite has one writer: while the first is at its work, nobody else could take it over.</summary>
    [Theory]
    [InlineData(StoreKind.EfPostgres)]
    [InlineData(StoreKind.AdoPostgres)]
    public async Task Who_was_taken_for_dead_commits_nothing(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst);
        var begun = new TaskCompletionSource();
        var mayGoOn = new TaskCompletionSource();
        Switchboard.At("p_1", attempt =>
        {
            if (attempt > 1)
                return Task.CompletedTask;
            begun.SetResult();
            return mayGoOn.Task;
        });
        await billing.SendAsync(Bodies.Partner("p_1"));
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        await billing.Database.ExecuteAsync("UPDATE partnero_inbox SET leased_until = received_at");
        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        mayGoOn.SetResult();

        await TestSupport.Poll.UntilAsync(() => billing.Log.Lines.Any(line => line.Id == 44));
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Two_processes_share_the_work_and_do_each_once(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, processes: 2);
        var ids = Enumerable.Range(0, 40).Select(number => $"p_{number}").ToList();

        var answers = await Task.WhenAll(ids.SelectMany(id => new[] { billing.SendAsync(Bodies.Partner(id), 0), billing.SendAsync(Bodies.Partner(id), 1) }));

        Assert.All(answers, answer => Assert.Equal(200, answer));
        foreach (var id in ids)
            await billing.WaitForEffectsAsync("partner.created", id, 1);
        Assert.Equal(40, await billing.Database.CountAsync(state: 0));
    }

    private static async Task<ParkedDelivery> ParkedAsync(RunningBilling billing)
    {
        await TestSupport.Poll.UntilAsync(() => billing.Inbox.MeasureAsync().Result is { Pending: 0, Parked: 1 });
        return Assert.Single(await billing.Inbox.FindParkedAsync(cancellationToken: TestContext.Current.CancellationToken));
    }
}
