using System.Text.Json;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class FetchClausesTests
{
    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData(null)]
    [InlineData(400)]
    public async Task A_consumer_that_asks_for_nothing_keeps_it_also_where_it_refuses_an_odd_address(int? answer)
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted => Envelope(posted).Contains("127.0.0.1", StringComparison.Ordinal) ? answer : null;

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("ROBUST-07"));
    }

    [Fact]
    public async Task A_consumer_that_refuses_every_odd_address_is_not_judged()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains("127.0.0.1", StringComparison.Ordinal) ? 422 : null };

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer).FindAsync("ROBUST-07")).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_for_the_envelopes_url_or_for_a_link_is_found_also_after_the_answer(bool isEnvelope)
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted =>
        {
            var address = isEnvelope ? Envelope(posted) : posted.Data.GetProperty("referral_link").GetString()!;
            if (new Uri(address).IsLoopback)
                _ = Http.GetAsync(new Uri(address + "?by=us"), TestContext.Current.CancellationToken);
            return null;
        };

        var finding = await new ClauseBench(consumer).FindAsync("ROBUST-07");

        Assert.Equal((FindingKind.Broken, "no request to it"), (finding.Kind, finding.Expected));
        Assert.Contains(isEnvelope ? "the url of its envelope" : "each link in its payload", finding.Delivery!.Note, StringComparison.Ordinal);
    }

    private static string Envelope(Posted posted) => JsonDocument.Parse(posted.Body).RootElement.GetProperty("url").GetString()!;
}
