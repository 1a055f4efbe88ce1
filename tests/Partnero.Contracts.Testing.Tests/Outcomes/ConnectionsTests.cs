using System.Net;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>How many deliveries are under way at once is found out by sending so many.</summary>
public sealed class ConnectionsTests
{
    private const int Wanted = 2;
    private const int Max = 6;

    [Theory]
    [InlineData(250, 64, Max)] // late, and so many at once make it no later
    [InlineData(250, 2, Wanted)] // late, and the others wait
    [InlineData(0, 64, Wanted)] // quick
    [InlineData(600, 1, 1)] // one at a time
    public async Task A_consumer_is_sent_as_many_as_it_takes_without_being_later(int milliseconds, int places, int expected)
    {
        using var handler = new LateHandler(TimeSpan.FromMilliseconds(milliseconds), places);
        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, ScriptedHandler.Secret) { Handles = ["partner.created"] };
        var found = 0;
        var clause = new WebhookClause
        {
            Id = "T-1",
            Title = "is tested",
            Why = "",
            Source = "",
            Remedy = "",
            GoesAlone = true,
            Check = (run, _) =>
            {
                found = run.Connections;
                return Task.FromResult(ClauseFinding.Kept);
            },
        };

        await new ContractRunner(consumer, seed: 7) { Connections = Wanted, MaxConnections = Max }.RunAsync([clause], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, found);
    }

    /// <summary>Answers late, and has so many places.</summary>
    private sealed class LateHandler(TimeSpan after, int places) : HttpMessageHandler
    {
        private readonly SemaphoreSlim _places = new(places);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await _places.WaitAsync(cancellationToken);
            try
            {
                await Task.Delay(after, cancellationToken);
                return new(HttpStatusCode.OK);
            }
            finally
            {
                _places.Release();
            }
        }

        protected override void Dispose(bool disposing)
        {
            _places.Dispose();
            base.Dispose(disposing);
        }
    }
}
