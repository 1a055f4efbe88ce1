using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Billing;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

/// <summary>What tests of inboxes have in common: each runs on every store.</summary>
public abstract class InboxTest(PostgresServer server)
{
    public static TheoryData<StoreKind> Stores => [.. Enum.GetValues<StoreKind>()];

    public static TheoryData<StoreKind, InboxMode> StoresAndModes => [.. from store in Enum.GetValues<StoreKind>() from mode in Enum.GetValues<InboxMode>() select (store, mode)];

    internal PostgresServer Server => server;

    internal Switchboard Switchboard { get; } = new();

    internal Task<RunningBilling> StartAsync(StoreKind store, InboxMode mode, Action<PartneroInboxOptions>? configure = null, int processes = 1) => RunningBilling.StartAsync(
        new BillingSetup(store)
        {
            Processes = processes,
            Configure = options =>
            {
                (options.Mode, options.Lease, options.RetryDelay, options.PollInterval) = (mode, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100));
                configure?.Invoke(options);
            },
            Services = services => services.AddSingleton(Switchboard),
            Register = webhooks => webhooks.Intercept<SwitchedWork>().ApplyAll(),
        },
        server);
}
