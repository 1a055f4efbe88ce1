using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

public sealed class UnreadableTests(PostgresServer server) : InboxTest(server)
{
    /// <summary>A name that is no text: it deviates, and is refused as long as the option says so.</summary>
    private static readonly byte[] Deviating = Bodies.Partner("p_1", data: """{"id":"p_1","email":"a@example.com","name":true,"status":"approved"}""");

    [Theory]
    [MemberData(nameof(StoresAndModes))]
    public async Task What_cannot_be_read_is_kept_and_released_when_it_can(StoreKind store, InboxMode mode)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var billing = await StartAsync(store, mode);
        Settings(billing).Deviations = DeviationPolicy.Refuse;

        Assert.Equal(200, await billing.SendAsync(Deviating));
        Assert.Equal(200, await billing.SendAsync(Deviating));
        var kept = Assert.Single(await billing.Inbox.FindParkedAsync(cancellationToken: cancellationToken));
        Assert.Equal(InboxState.Unreadable, kept.State);
        Assert.Contains("/data/name", kept.Reason, StringComparison.Ordinal);
        Assert.Equal(InboxRunOutcome.Parked, await billing.Inbox.ReleaseAsync(kept.Id, cancellationToken));

        Settings(billing).Deviations = DeviationPolicy.Handle;
        Assert.Equal(InboxRunOutcome.Done, await billing.Inbox.ReleaseAsync(kept.Id, cancellationToken));
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
    }

    [Theory]
    [MemberData(nameof(StoresAndModes))]
    public async Task What_comes_again_and_can_be_read_is_done(StoreKind store, InboxMode mode)
    {
        await using var billing = await StartAsync(store, mode);
        Settings(billing).Deviations = DeviationPolicy.Refuse;
        await billing.SendAsync(Deviating);
        Settings(billing).Deviations = DeviationPolicy.Handle;

        Assert.Equal(200, await billing.SendAsync(Deviating));
        await billing.WaitForEffectsAsync("partner.created", "p_1", 1);
        Assert.Equal(200, await billing.SendAsync(Deviating));
        await TestSupport.Poll.UntilAsync(() => billing.Database.CountAsync(state: 0).Result == 1);
        Assert.Single(await billing.Database.EffectsAsync("partner.created", "p_1"));
        Assert.Empty(await billing.Inbox.FindParkedAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>What counts is the body that can be read, and not the one that was kept.</summary>
    [Theory]
    [MemberData(nameof(StoresAndModes))]
    public async Task What_comes_again_in_other_bytes_and_can_be_read_is_done(StoreKind store, InboxMode mode)
    {
        await using var billing = await StartAsync(store, mode, options => options.Identity = InboxIdentity.EntityAndTime);
        Settings(billing).Deviations = DeviationPolicy.Refuse;
        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_2", data: """{"id":"p_2","email":"a@example.com","name":true,"status":"approved"}""")));

        Assert.Equal(200, await billing.SendAsync(Bodies.Partner("p_2")));

        await billing.WaitForEffectsAsync("partner.created", "p_2", 1);
    }

    private static PartneroWebhookOptions Settings(RunningBilling billing) => billing.Services.GetRequiredService<IOptionsMonitor<PartneroWebhookOptions>>().CurrentValue;
}
