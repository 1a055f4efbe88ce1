using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>Whether a consumer that accepts nothing may not be the one that is meant.</summary>
public sealed class DoubtFinderTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nothing_was_sent_nothing_is_doubted()
    {
        Assert.Equal((null, null), await FindAsync(_ => 401));
    }

    [Fact]
    public async Task A_consumer_that_accepted_one_delivery_is_not_doubted()
    {
        Assert.Equal((null, null), await FindAsync(_ => 401, 401, 200));
    }

    [Theory]
    [InlineData("asks to be tried later (429)", 429, 429)]
    [InlineData("asks to be tried later (429 or 503)", 503, 429)]
    [InlineData("answers 404 to every delivery", 404, 404)]
    [InlineData("answers 404 or 405 or 410 to every delivery", 404, 410, 405)]
    [InlineData("answers 404 to every delivery", 503, 404)]
    public async Task A_consumer_that_is_elsewhere_or_not_ready_is_doubted(string doubt, params int[] statuses)
    {
        var handler = new ScriptedHandler(_ => 401);

        var found = await FindAsync(handler, ScriptedHandler.Secret, statuses);

        Assert.Contains(doubt, found.Doubt, StringComparison.Ordinal);
        Assert.Null(found.Hint);
        Assert.Empty(handler.All);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(302, 400)]
    [InlineData(null)]
    [InlineData(null, 401)]
    public async Task What_is_no_refusal_is_not_doubted(params int?[]? statuses)
    {
        Assert.Equal((null, null), await FindAsync(new ScriptedHandler(_ => 401), ScriptedHandler.Secret, statuses ?? [null]));
    }

    [Fact]
    public async Task A_consumer_that_takes_what_reads_the_same_when_written_again_hashes_json_of_its_own()
    {
        var found = await FindAsync(_ => 200, 401);

        Assert.Null(found.Doubt);
        Assert.Contains("hash the bytes as received", found.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_to_find_that_out_holds_nothing_that_php_escapes()
    {
        var handler = new ScriptedHandler(_ => 401);

        await FindAsync(handler, ScriptedHandler.Secret, 401);

        Assert.Equal([true, false], handler.All.Select(one => one.IsSigned));
        Assert.All(handler.All, one => Assert.DoesNotContain('\\', one.Body));
        Assert.All(handler.All, one => Assert.StartsWith("partner_", one.Entity, StringComparison.Ordinal));
        Assert.NotEqual(handler.All[0].Entity, handler.All[1].Entity);
    }

    [Fact]
    public async Task Fields_that_must_be_there_are_left_out_where_php_escapes_their_text()
    {
        var handler = new ScriptedHandler(_ => 401);
        var schemas = WebhookSchemas.BuiltIn.With("voucher.created", """
            {"type":"object","required":["id","plain","count","accent","slash","quote"],"properties":{"id":{"type":"string"},"plain":{"enum":["plain"]},
             "count":{"enum":[7]},"accent":{"enum":["Café"]},"slash":{"enum":["a/b"]},"quote":{"enum":["a\"b"]}}}
            """);
        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Schemas = schemas };
        using var http = consumer.CreateSender();
        var factory = Bench.Factory(consumer);

        await new DoubtFinder(consumer, factory, new RetryingSender(http, Bench.ShortLimits, new ConsumerHistory()), [(factory.Valid("voucher.created"), new DeliveryAnswer(401, Bench.Moment))]).FindAsync(Cancellation);

        Assert.EndsWith("\"plain\":\"plain\",\"count\":7}}", handler.All[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Another_answer_to_a_wrong_signature_shows_that_the_right_one_is_known(int forged)
    {
        var found = await FindAsync(one => one.IsSigned ? 401 : forged, 401);

        Assert.Null(found.Doubt);
        Assert.StartsWith($"It answers {forged} to a wrong signature, so it takes the right one for right", found.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_answer_among_the_refusals_that_a_wrong_signature_does_not_have_shows_it_too()
    {
        var found = await FindAsync(_ => 401, 401, 422);

        Assert.Null(found.Doubt);
        Assert.Contains("what it refuses is the payload", found.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, 401)]
    [InlineData(400)]
    public async Task A_place_that_refuses_some_in_another_way_is_the_right_one(params int[] statuses)
    {
        var found = await FindAsync(_ => 401, statuses);

        Assert.Null(found.Doubt);
        Assert.StartsWith("It answers 401 to a wrong signature", found.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_signature_that_gets_no_answer_shows_nothing()
    {
        Assert.Equal((null, null), await FindAsync(one => one.IsSigned ? 401 : ScriptedHandler.Never, 401));
    }

    [Fact]
    public async Task The_same_crash_for_a_wrong_signature_is_for_its_log_to_tell()
    {
        var found = await FindAsync(_ => 500, 500);

        Assert.Null(found.Doubt);
        Assert.Contains("see its log", found.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_refusal_for_a_wrong_signature_is_another_secret_or_another_place()
    {
        var found = await FindAsync(_ => 401, 401, 401);

        Assert.Contains("another signing secret", found.Doubt, StringComparison.Ordinal);
        Assert.DoesNotContain("is that a part of it", found.Doubt, StringComparison.Ordinal);
        Assert.Null(found.Hint);
    }

    [Fact]
    public async Task What_is_odd_about_the_secret_is_asked_for()
    {
        var found = await FindAsync(new ScriptedHandler(_ => 401), ScriptedHandler.Secret + "\n", 401);

        Assert.Contains("ends with a line feed (U+000A): is that a part of it?", found.Doubt, StringComparison.Ordinal);
    }

    private static Task<(string? Doubt, string? Hint)> FindAsync(Func<Received, int> answer, params int[] statuses) => FindAsync(new ScriptedHandler(answer), ScriptedHandler.Secret, statuses);

    private static Task<(string? Doubt, string? Hint)> FindAsync(ScriptedHandler handler, string secret, params int[] statuses) =>
        FindAsync(handler, secret, [.. statuses.Select(status => (int?)status)]);

    private static async Task<(string? Doubt, string? Hint)> FindAsync(ScriptedHandler handler, string secret, int?[] statuses)
    {
        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, secret) { AnswerTimeout = Bench.Hurry };
        using var http = consumer.CreateSender();
        var factory = Bench.Factory(consumer);
        var sent = statuses.Select(status => (factory.Valid("partner.created"), new DeliveryAnswer(status, Bench.Moment))).ToList();
        return await new DoubtFinder(consumer, factory, new RetryingSender(http, Bench.ShortLimits, new ConsumerHistory()), sent).FindAsync(Cancellation);
    }
}
