using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.EntityFrameworkCore;
using Partnero.Contracts.Inbox.Tests.Billing;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Partnero.Contracts.Inbox.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

public sealed class EntityFrameworkTests(PostgresServer server)
{
    private static readonly Entry Written = new() { Event = "partner.created", Entity = "p_1", Fields = "{}" };

    public static TheoryData<StoreKind, InboxMode> All => [.. from store in new[] { StoreKind.EfSqlite, StoreKind.EfPostgres } from mode in Enum.GetValues<InboxMode>() select (store, mode)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_a_handler_leaves_unsaved_is_saved_and_said(StoreKind store, InboxMode mode)
    {
        await using var billing = await StartAsync(store, mode, (context, _) =>
        {
            context.Entries.Add(Copy());
            return Task.CompletedTask;
        });

        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));

        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        await billing.SendAsync(Bodies.Partner("p_1", later: TimeSpan.FromSeconds(1)));
        await billing.WaitForEffectsAsync("partner.created", "p_1", 2);
        Assert.Single(billing.Log.Lines, line => line.Text.StartsWith("The handler of partner.created left 1 changed entities unsaved.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_a_handler_saves_itself_is_saved_once(StoreKind store, InboxMode mode)
    {
        await using var billing = await StartAsync(store, mode, async (context, _) =>
        {
            context.Entries.Add(Copy());
            await context.SaveChangesAsync();
        });

        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.SendAsync(Bodies.Partner("p_1"));

        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        Assert.DoesNotContain(billing.Log.Lines, line => line.Id == 60);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_a_handler_saves_before_it_fails_is_rolled_back(StoreKind store, InboxMode mode)
    {
        await using var billing = await StartAsync(store, mode, async (context, attempt) =>
        {
            context.Entries.Add(Copy());
            await context.SaveChangesAsync();
            if (attempt == 1)
                throw new InvalidOperationException("Not now.");
        });

        if (await billing.SendAsync(Bodies.Partner("p_1")) == 500)
            Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));

        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        await TestSupport.Poll.UntilAsync(() => billing.Database.CountAsync(state: 0).Result == 1);
    }

    [Theory]
    [InlineData(InboxMode.InRequest)]
    [InlineData(InboxMode.StoreFirst)]
    public async Task A_transient_failure_has_the_handler_run_again_with_nothing_tracked(InboxMode mode)
    {
        var tracked = -1;
        await using var billing = await StartAsync(StoreKind.EfPostgres, mode, (context, attempt) =>
        {
            tracked = context.ChangeTracker.Entries().Count();
            context.Entries.Add(Copy());
            return attempt == 1 ? throw new NpgsqlException("The connection broke off.", new TimeoutException()) : Task.CompletedTask;
        });

        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));

        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        Assert.Equal(0, tracked);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_handler_that_another_transaction_overtook_runs_again(StoreKind store, InboxMode mode)
    {
        await using var billing = await StartAsync(store, mode, (context, attempt) =>
        {
            context.Entries.Add(Copy());
            return attempt == 1 ? throw new DbUpdateConcurrencyException("Another was faster.") : Task.CompletedTask;
        });

        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_1")));

        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
    }

    [Theory]
    [InlineData(StoreKind.EfSqlite)]
    [InlineData(StoreKind.EfPostgres)]
    public async Task A_key_of_the_handlers_own_that_is_taken_is_no_duplicate(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest, async (context, _) =>
        {
            context.Entities.Add(new() { Kind = "partner", Id = "p_1", Fields = "" });
            await context.SaveChangesAsync();
        });
        await billing.SendAsync(Bodies.Partner("p_1"));

        Assert.Equal(500, await billing.SendAsync(Bodies.Partner("p_1", later: TimeSpan.FromSeconds(1))));
        Assert.Equal(1, await billing.Database.CountAsync(state: 0));
    }

    [Theory]
    [InlineData(StoreKind.EfSqlite)]
    [InlineData(StoreKind.EfPostgres)]
    public async Task An_error_that_a_handler_swallows_is_not_acknowledged(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest, async (context, _) =>
        {
            context.Entries.Add(Copy());
            await context.SaveChangesAsync();
            try
            {
                await context.Database.ExecuteSqlRawAsync("INSERT INTO no_such_table VALUES (1)");
            }
            catch (System.Data.Common.DbException)
            {
                // As a handler does that logs, and goes on.
            }
        });

        // PostgreSQL gives up the transaction, and would turn its commit into a rollback without a word. SQLite goes on with it.
        var expected = store == StoreKind.EfPostgres ? (500, 0) : (200, 1);
        Assert.Equal(expected, (await billing.SendAsync(Bodies.Partner("p_1")), (await billing.Database.EffectsAsync("partner.created", "p_1")).Count));
    }

    [Theory]
    [InlineData(StoreKind.EfSqlite)]
    [InlineData(StoreKind.EfPostgres)]
    public async Task A_handler_that_ends_the_transaction_is_told_so(StoreKind store)
    {
        await using var billing = await StartAsync(store, InboxMode.InRequest, (context, _) => context.Database.RollbackTransactionAsync());

        Assert.Equal(500, await billing.SendAsync(Bodies.Partner("p_1")));
        Assert.Contains(billing.Log.Lines, line => line.Exception?.Message.StartsWith("The handler of partner.created ended the inbox's transaction.", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(ServiceLifetime.Transient, "registered as Transient")]
    [InlineData(ServiceLifetime.Singleton, "registered as Singleton")]
    [InlineData(null, "not registered")]
    public async Task A_context_that_handlers_would_not_share_is_refused_at_the_start(ServiceLifetime? registered, string said)
    {
        var services = new ServiceCollection();
        if (registered is { } lifetime)
            services.AddDbContext<BillingContext>(options => options.UseSqlite("Data Source=:memory:"), lifetime);

        Assert.Contains(said, (await FailToStartAsync<BillingContext>(services)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_the_inbox_is_refused_at_the_start()
    {
        var services = new ServiceCollection();
        services.AddDbContext<EmptyContext>(options => options.UseSqlite("Data Source=:memory:"));

        Assert.Contains("modelBuilder.AddPartneroInbox()", (await FailToStartAsync<EmptyContext>(services)).Message, StringComparison.Ordinal);
    }

    private static Entry Copy() => new() { Event = Written.Event, Entity = Written.Entity, Fields = Written.Fields };

    private static async Task<InvalidOperationException> FailToStartAsync<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        services.AddLogging();
        // Nobody asks the store how many it likes at once.
        services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(RunningBilling.Secret)).UseEntityFrameworkInbox<TContext>(options => options.MaxConcurrency = 1);
        await using var provider = services.BuildServiceProvider();
        return await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            foreach (var service in provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
                await service.StartAsync(TestContext.Current.CancellationToken);
        });
    }

    private Task<RunningBilling> StartAsync(StoreKind store, InboxMode mode, Func<BillingContext, int, Task> handle) => RunningBilling.StartAsync(
        new BillingSetup(store)
        {
            Configure = options => (options.Mode, options.RetryDelay) = (mode, TimeSpan.FromMilliseconds(20)),
            Services = services => services.AddSingleton(new Handled(handle)),
            Register = webhooks => webhooks.Handle<PartnerCreated, HandlePartner>(),
        },
        server);

    private sealed class Handled(Func<BillingContext, int, Task> handle)
    {
        private int _attempts;

        public Task HandleAsync(BillingContext context) => handle(context, Interlocked.Increment(ref _attempts));
    }

    private sealed class HandlePartner(BillingContext context, Handled handled) : IPartnerCreatedHandler
    {
        public async ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => await handled.HandleAsync(context);
    }

    private sealed class EmptyContext(DbContextOptions<EmptyContext> options) : DbContext(options);
}
