using System.Net;
using System.Text;
using Consumer.Maintenance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts;
using Partnero.Contracts.AspNetCore;
using Xunit;

namespace Consumer.Tests;

/// <summary>What could not be read is handled once the schemas are right, each delivery once.</summary>
public sealed class ReleaseTests : BillingTest
{
    private const string Unreadable = """{"event":"partner.created","url":"u","webhook_key":"w","created_at":"2025-01-15T10:30:00.000000Z","data":{"id":true}}""";

    private PartneroInbox Inbox => Billing.Services.GetRequiredService<PartneroInbox>();

    [Fact]
    public async Task What_can_be_read_now_is_handled_once_however_old_it_is()
    {
        var body = Body("old", "2025-01-15T10:30:00.000000Z");
        await StoreAsync(body);

        Assert.Equal([InboxRunOutcome.Done], (await ReleaseAsync()).Values);
        Assert.Single(Billing.FindApplied("partner.created", "old"));
        Assert.Empty(await FindAsync());
        Assert.Empty(await ReleaseAsync());

        // A duplicate of it that comes now is one.
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));
        Assert.Single(Billing.FindApplied("partner.created", "old"));
    }

    [Fact]
    public async Task What_came_again_and_was_applied_before_the_release_is_not_applied_again()
    {
        var body = Body("again", Billing.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture));
        await StoreAsync(body);
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));

        Assert.Empty(await ReleaseAsync());
        Assert.Single(Billing.FindApplied("partner.created", "again"));
    }

    [Fact]
    public async Task What_had_been_applied_is_not_stored_when_it_cannot_be_read_any_more()
    {
        var body = Body("before", Billing.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));
        await StoreAsync(body);

        Assert.Empty(await FindAsync());
        Assert.Empty(await ReleaseAsync());
        Assert.Single(Billing.FindApplied("partner.created", "before"));
    }

    [Fact]
    public async Task Two_releases_at_once_handle_each_once()
    {
        for (var i = 0; i < 20; i++)
            await StoreAsync(Body($"p{i}", "2025-01-15T10:30:00.000000Z"));

        await Task.WhenAll(Task.Run(ReleaseAsync, TestContext.Current.CancellationToken), Task.Run(ReleaseAsync, TestContext.Current.CancellationToken));

        Assert.Empty(await FindAsync());
        for (var i = 0; i < 20; i++)
            Assert.Single(Billing.FindApplied("partner.created", $"p{i}"));
    }

    [Fact]
    public async Task What_still_cannot_be_read_stays_and_does_not_hold_up_the_others()
    {
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(Unreadable));
        await StoreAsync(Body("good", "2025-01-15T10:30:00.000000Z"));

        Assert.Equal([InboxRunOutcome.Parked, InboxRunOutcome.Done], (await ReleaseAsync()).OrderBy(one => one.Key).Select(one => one.Value));
        Assert.Single(Billing.FindApplied("partner.created", "good"));
        var stays = Assert.Single(await FindAsync());
        Assert.StartsWith("The payload breaks its schema: /data/id must be", stays.Reason, StringComparison.Ordinal);
        Assert.Equal(Unreadable, Encoding.UTF8.GetString(stays.Body.Span));
    }

    [Fact]
    public async Task The_command_line_lists_shows_and_releases()
    {
        await StoreAsync(Body("cli", "2025-01-15T10:30:00.000000Z"));
        Assert.Contains(" The payload breaks its schema", await RunAsync(0), StringComparison.Ordinal);
        var number = (await FindAsync())[0].Id;
        Assert.Contains("\"id\":\"cli\"", await RunAsync(0, "show", $"{number}"), StringComparison.Ordinal);
        Assert.Contains("Nothing is stored", await RunAsync(1, "show", "none"), StringComparison.Ordinal);
        Assert.Contains("usage", await RunAsync(2, "drop"), StringComparison.Ordinal);
        Assert.Equal($"{number} handled", (await RunAsync(0, "release")).Trim());

        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(Unreadable));
        Assert.Contains("stays", await RunAsync(1, "release"), StringComparison.Ordinal);
    }

    private static string Body(string id, string createdAt) =>
        $$"""{"event":"partner.created","url":"u","webhook_key":"w","created_at":"{{createdAt}}","data":{"id":"{{id}}","name":"N"} }""";

    private async Task<string> RunAsync(int exitCode, params string[] args)
    {
        using var output = new StringWriter();
        Assert.Equal(exitCode, await UnreadableCommand.RunAsync(Inbox, args, output));
        return output.ToString();
    }

    private Task<IReadOnlyList<ParkedDelivery>> FindAsync() => Inbox.FindParkedAsync(cancellationToken: TestContext.Current.CancellationToken);

    private Task<IReadOnlyDictionary<long, InboxRunOutcome>> ReleaseAsync() => Inbox.ReleaseAllAsync(TestContext.Current.CancellationToken);

    /// <summary>Has the service take a body that it can read for one that it cannot, as when the schemas were wrong at the time.</summary>
    private async Task StoreAsync(string body)
    {
        var wrong = await Assert.ThrowsAsync<PayloadException>(() => Billing.Services.GetRequiredService<PartneroWebhookProcessor>().ProcessAsync(Encoding.UTF8.GetBytes(Unreadable)));
        await using var scope = Billing.Services.CreateAsyncScope();
        var keeper = scope.ServiceProvider.GetRequiredKeyedService<IUnreadableWebhookHandler>(Options.DefaultName);
        Assert.Equal(UnreadableOutcome.Stored, await keeper.HandleAsync(new UnreadableWebhook(Encoding.UTF8.GetBytes(body), wrong), TestContext.Current.CancellationToken));
    }
}
