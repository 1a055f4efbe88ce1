using System.Net;
using System.Security.Cryptography;
using System.Text;
using Consumer.Maintenance;
using Consumer.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Consumer.Tests;

/// <summary>What could not be read is handled once the schemas are right, each delivery once.</summary>
public sealed class ReleaseTests : BillingTest
{
    private const string Unreadable = """{"event":"partner.created","url":"u","webhook_key":"w","created_at":"2025-01-15T10:30:00.000000Z","data":{"id":true}}""";

    private UnreadableRelease Release => Billing.Services.GetRequiredService<UnreadableRelease>();

    [Fact]
    public async Task What_can_be_read_now_is_handled_once_however_old_it_is()
    {
        var body = Body("old", "2025-01-15T10:30:00.000000Z");
        Store(body);

        Assert.Equal(["handled"], (await ReleaseAsync()).Select(one => one.Outcome));
        Assert.Single(Billing.FindApplied("partner.created", "old"));
        Assert.Empty(Release.List());
        Assert.Empty(await ReleaseAsync());

        // A duplicate of it that comes now is one.
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));
        Assert.Single(Billing.FindApplied("partner.created", "old"));
    }

    [Fact]
    public async Task What_came_again_and_was_applied_before_the_release_is_not_applied_again()
    {
        var body = Body("again", Billing.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture));
        Store(body);
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));

        Assert.Empty(await ReleaseAsync());
        Assert.Single(Billing.FindApplied("partner.created", "again"));
    }

    [Fact]
    public async Task What_was_stored_after_it_had_been_applied_is_removed_by_the_release()
    {
        var body = Body("before", Billing.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(body));
        Store(body);

        Assert.Equal(["was applied before"], (await ReleaseAsync()).Select(one => one.Outcome));
        Assert.Empty(Release.List());
        Assert.Single(Billing.FindApplied("partner.created", "before"));
    }

    [Fact]
    public async Task Two_releases_at_once_handle_each_once()
    {
        for (var i = 0; i < 20; i++)
            Store(Body($"p{i}", "2025-01-15T10:30:00.000000Z"));

        await Task.WhenAll(Task.Run(ReleaseAsync, TestContext.Current.CancellationToken), Task.Run(ReleaseAsync, TestContext.Current.CancellationToken));

        Assert.Empty(Release.List());
        for (var i = 0; i < 20; i++)
            Assert.Single(Billing.FindApplied("partner.created", $"p{i}"));
    }

    [Fact]
    public async Task What_still_cannot_be_read_stays_and_does_not_hold_up_the_others()
    {
        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(Unreadable));
        Store(Body("good", "2025-01-15T10:30:00.000000Z"));

        var outcomes = (await ReleaseAsync()).Select(one => one.Outcome).Order().ToList();
        Assert.Equal("handled", outcomes[0]);
        Assert.StartsWith("stays: The payload breaks its schema: /data/id must be", outcomes[1], StringComparison.Ordinal);
        Assert.Equal(Unreadable, Assert.Single(Release.List()).Text);
    }

    [Fact]
    public async Task The_command_line_lists_shows_and_releases()
    {
        Store(Body("cli", "2025-01-15T10:30:00.000000Z"));
        Assert.Contains(" was wrong then", await RunAsync(0), StringComparison.Ordinal);
        var hash = Release.List()[0].Hash;
        Assert.Contains("\"id\":\"cli\"", await RunAsync(0, "show", hash[..8]), StringComparison.Ordinal);
        Assert.Contains("Nothing is stored", await RunAsync(1, "show", "none"), StringComparison.Ordinal);
        Assert.Contains("usage", await RunAsync(2, "drop"), StringComparison.Ordinal);
        Assert.Equal($"{hash} handled", (await RunAsync(0, "release")).Trim());

        Assert.Equal(HttpStatusCode.OK, await Sender.PostAsync(Unreadable));
        Assert.Contains("stays", await RunAsync(1, "release"), StringComparison.Ordinal);
    }

    private static string Body(string id, string createdAt) =>
        $$"""{"event":"partner.created","url":"u","webhook_key":"w","created_at":"{{createdAt}}","data":{"id":"{{id}}","name":"N"} }""";

    private async Task<string> RunAsync(int exitCode, params string[] args)
    {
        using var output = new StringWriter();
        Assert.Equal(exitCode, await UnreadableCommand.RunAsync(Release, args, output));
        return output.ToString();
    }

    private Task<IReadOnlyList<(StoredDelivery Delivery, string Outcome)>> ReleaseAsync() => Release.ReleaseAsync(TestContext.Current.CancellationToken);

    /// <summary>As when the schemas were wrong at the time.</summary>
    private void Store(string body) => Billing.Ask(session => session.Execute(
        "INSERT INTO unreadable (body_hash, body, pointer, reason, received_at) VALUES ($hash, $body, '/data', 'was wrong then', '2025-01-15T10:30:01.0000000Z')",
        ("hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))),
        ("body", Encoding.UTF8.GetBytes(body))));
}
