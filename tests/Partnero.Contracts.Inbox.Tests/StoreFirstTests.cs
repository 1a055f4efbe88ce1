using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Billing;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Partnero.Contracts.Inbox.Tests.PartneroWebhooks;
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

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_ends_its_process_each_time_is_parked_too(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => (options.MaxAttempts, options.RetryDelay) = (2, TimeSpan.FromHours(1)));
        Switchboard.At("p_1", _ => throw new InvalidOperationException("Not now."));
        await billing.SendAsync(Bodies.Partner("p_1"));
        await TestSupport.Poll.UntilAsync(() => billing.Database.QueryAsync("SELECT reason FROM partnero_inbox", row => row.IsDBNull(0)).Result is [false]);

        // As processes leave it that die of it: begun twice, and not even an exception.
        await billing.Database.ExecuteAsync("UPDATE partnero_inbox SET attempts = 2, due_at = received_at");

        var parked = await ParkedAsync(billing);
        Assert.StartsWith("It was begun 2 times and never ended", parked.Reason, StringComparison.Ordinal);
        Assert.Equal(1, Switchboard.Attempts("p_1"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_process_has_no_handler_for_is_not_done(StoreKind store)
    {
        var setup = new BillingSetup(store) { Configure = options => (options.Mode, options.MaxAttempts) = (InboxMode.StoreFirst, 1), Register = webhooks => webhooks.Apply<PartnerUpdated>() };
        await using var billing = await RunningBilling.StartAsync(setup, Server);
        await billing.SendAsync(Bodies.Partner("p_1", "updated"));
        await billing.WaitForEffectsAsync("partner.updated", "p_1", 1);

        // As another version stores it, which handles more.
        var body = Convert.ToHexString(Bodies.Partner("p_1"));
        await billing.Database.ExecuteAsync($"UPDATE partnero_inbox SET state = 1, event = 'partner.created', attempts = 0, body = {(billing.Database.IsPostgres ? $"'\\x{body}'" : $"x'{body}'")}");

        Assert.StartsWith("System.InvalidOperationException: No handler is registered for partner.created in this process", (await ParkedAsync(billing)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_a_handler_cannot_read_is_its_own_failure(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst);
        Switchboard.At("p_1", attempt => attempt == 1 ? Task.FromResult(new PartneroDispatcher().Read("{}"u8.ToArray())) : Task.CompletedTask);

        await billing.SendAsync(Bodies.Partner("p_1"));

        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        Assert.Equal(2, Switchboard.Attempts("p_1"));
    }

    /// <summary>With SQLite, nobody else could begin it.</summary>
    [Theory]
    [InlineData(StoreKind.EfPostgres)]
    [InlineData(StoreKind.AdoPostgres)]
    public async Task A_release_that_takes_long_is_kept_for_it(StoreKind store)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => (options.MaxAttempts, options.Lease) = (1, TimeSpan.FromSeconds(1)));
        var mayGoOn = new TaskCompletionSource();
        Switchboard.At("p_1", attempt => attempt == 1 ? throw new InvalidOperationException("Not now.") : mayGoOn.Task);
        await billing.SendAsync(Bodies.Partner("p_1"));
        var parked = await ParkedAsync(billing);

        var release = billing.Inbox.ReleaseAsync(parked.Id, cancellationToken);
        await TestSupport.Poll.UntilAsync(() => Switchboard.Attempts("p_1") == 2);
        var until = LeasedUntil();
        await TestSupport.Poll.UntilAsync(() => LeasedUntil() > until);
        mayGoOn.SetResult();

        Assert.Equal(InboxRunOutcome.Done, await release);
        Assert.Equal(2, Switchboard.Attempts("p_1"));

        DateTime LeasedUntil() => billing.Database.QueryAsync("SELECT leased_until FROM partnero_inbox", row => row.GetDateTime(0)).Result[0];
    }

    [Theory]
    [InlineData(StoreKind.EfPostgres)]
    [InlineData(StoreKind.AdoPostgres)]
    public async Task Of_one_entity_the_earlier_waits_for_a_later_that_is_begun(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => options.KeepsEntityOrder = true);
        var mayGoOn = new TaskCompletionSource();
        Switchboard.At("p_1", attempt => attempt == 1 ? mayGoOn.Task : Task.CompletedTask);
        await billing.SendAsync(Bodies.Partner("p_1", "updated", later: TimeSpan.FromSeconds(1)));
        await TestSupport.Poll.UntilAsync(() => Switchboard.Attempts("p_1") == 1);

        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.SendAsync(Bodies.Partner("p_2"));
        await billing.WaitForEffectsAsync("partner.created", "p_2", 1);
        await billing.SendAsync(Bodies.Partner("p_3"));
        await billing.WaitForEffectsAsync("partner.created", "p_3", 1);
        Assert.Equal(1, Switchboard.Attempts("p_1"));

        mayGoOn.SetResult();
        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
    }

    /// <summary>PostgreSQL stores no NUL in a text, and no half of a surrogate pair.</summary>
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_no_column_takes_is_parked_all_the_same(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.StoreFirst, options => options.MaxAttempts = 1);
        Switchboard.At("p\01", _ => throw new InvalidOperationException("No \0 and no \ud800 here."));

        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p", data: """{"id":"p\u00001","email":"a@example.com","status":"approved"}""")));

        var parked = await ParkedAsync(billing);
        Assert.StartsWith("sha256:", parked.Entity, StringComparison.Ordinal);
        Assert.Contains("No \uFFFD and no \uFFFD here.", parked.Reason, StringComparison.Ordinal);
        Assert.Contains('\n', parked.Reason);
    }

    private static async Task<ParkedDelivery> ParkedAsync(RunningBilling billing)
    {
        await TestSupport.Poll.UntilAsync(() => billing.Inbox.MeasureAsync().Result is { Pending: 0, Parked: 1 });
        return Assert.Single(await billing.Inbox.FindParkedAsync(cancellationToken: TestContext.Current.CancellationToken));
    }
}
