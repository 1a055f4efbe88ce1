using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>What a consumer that accepts nothing is told: another secret only where that explains it best.</summary>
public sealed class DoubtTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(410)]
    public async Task Not_found_for_all_is_about_the_path(int status)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(status, status);

        var report = await CheckAsync(consumer.Seen());

        Assert.Contains($"answers {status} to every delivery, so it seems not to be where the webhook is received", report.Doubt, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", report.Verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    public async Task The_same_refusal_for_signed_and_forged_is_about_the_secret(int status)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(status, status);

        var report = await CheckAsync(consumer.Seen());

        Assert.Contains("another signing secret", report.Verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
    }

    [Fact]
    public async Task A_consumer_that_tells_signed_from_forged_has_the_right_secret()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(422, 401);

        var report = await CheckAsync(consumer.Seen());

        Assert.Null(report.Doubt);
        Assert.Equal(VerdictKind.Broken, report.Verdict.Kind);
        Assert.Contains("what it refuses is the payload", report.Clauses[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_for_all_is_about_neither_subscriptions_nor_the_secret()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(500, 401);

        var report = await CheckAsync(consumer.Seen());

        Assert.Equal(VerdictKind.Broken, report.Verdict.Kind);
        Assert.DoesNotContain("subscribed", report.Clauses[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("another signing secret", report.Clauses[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_event_is_named_with_the_one_that_it_is_most_like()
    {
        var consumer = new WebhookConsumer(new Uri("http://127.0.0.1:9/hook"), ScriptedConsumer.Secret) { Handles = ["reward.aproved"] };

        var exception = Assert.Throws<ArgumentException>(() => new ContractRunner(consumer));

        Assert.StartsWith("WebhookConsumer.Handles names 'reward.aproved', and no schema describes such an event. The nearest is reward.approved.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3cretOfTheTests\n", "ends with a line feed (U+000A)")]
    [InlineData(" s3cretOfTheTests", "begins with a blank (U+0020)")]
    [InlineData("\"s3cretOfTheTests\"", "begins and ends with a quotation mark (U+0022)")]
    [InlineData("\uFEFFs3cretOfTheTests", "begins with a byte order mark (U+FEFF)")]
    public async Task An_odd_secret_is_named_where_it_explains_the_refusal(string secret, string oddity)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 401);

        var report = await CheckAsync(consumer.Seen(secret));

        Assert.EndsWith($"WebhookConsumer.Secret {oddity}: is that a part of it?", report.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_finds_its_secret_by_the_webhook_key_is_given_the_key_that_it_knows()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Response.StatusCode = KeyOf(body.ToArray()) == "uLbBzVvN7ARX" && new SignatureVerifier([ScriptedConsumer.Secret]).Verify(body.ToArray(), context.Request.Headers["Signature"].ToString())
                ? StatusCodes.Status200OK
                : StatusCodes.Status401Unauthorized;
        });
        var keyed = new WebhookConsumer(consumer.Address, ScriptedConsumer.Secret) { WebhookKey = "uLbBzVvN7ARX", Handles = ["partner.created"] };

        var report = await new ContractRunner(keyed).RunAsync([PartneroContract.Find("BODY-01"), PartneroContract.Find("SIG-05"), PartneroContract.Find("BODY-10")], cancellationToken: Cancellation);

        Assert.True(report.IsKept, report.Verdict.ToString());
    }

    private static Task<ContractReport> CheckAsync(WebhookConsumer consumer) => new ContractRunner(consumer).RunAsync(cancellationToken: Cancellation);

    private static string? KeyOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("webhook_key").GetString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
