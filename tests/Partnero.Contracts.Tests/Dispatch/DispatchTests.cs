using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

public class DispatchTests
{
    private static readonly PartneroDispatcher Dispatcher = new();

    public static TheoryData<string> Events => [.. PartneroEvents.All];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_webhook_reaches_the_handler_of_its_own_type(string name)
    {
        const string all = "{\"id\":\"1\",\"key\":\"k\",\"email\":\"a@b.example\",\"status\":\"pending\",\"amount\":1,\"currency\":\"USD\",\"action\":\"sale\",\"reward\":{},"
            + "\"partner\":\"p1\",\"transaction_key\":\"t1\",\"approved_at\":\"2025-01-15T10:30:00Z\",\"created_at\":\"2025-01-15T10:30:00Z\"}";
        var handlers = new Handlers(hasHandler: true);
        var webhook = Read.Any(Bodies.Of(name, all));

        Assert.True(await Dispatcher.DispatchAsync(webhook, handlers, TestContext.Current.CancellationToken));
        Assert.Equal((webhook.GetType(), webhook), handlers.Last);
        Assert.IsNotType<UnknownWebhook>(webhook);
        Assert.Equal(name, webhook.Event);
    }

    [Fact]
    public async Task An_unknown_event_reaches_the_handler_of_unknown_events()
    {
        var handlers = new Handlers(hasHandler: true);
        Assert.True(await Dispatcher.DispatchAsync(Read.Any(Bodies.Of("voucher.issued", "{}")), handlers, TestContext.Current.CancellationToken));
        Assert.Equal(typeof(UnknownWebhook), handlers.Last.Type);
    }

    [Fact]
    public async Task Without_a_handler_the_answer_says_so() =>
        Assert.False(await Dispatcher.DispatchAsync(Read.Any(Bodies.Partner("")), new Handlers(hasHandler: false), TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_token_is_passed_on()
    {
        using var source = new CancellationTokenSource();
        var handlers = new Handlers(hasHandler: true);
        await Dispatcher.DispatchAsync(Read.Any(Bodies.Partner("")), handlers, source.Token);
        Assert.Equal(source.Token, handlers.Token);
    }

    [Fact]
    public async Task A_webhook_of_another_dispatcher_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>("webhook", async () => await Dispatcher.DispatchAsync(
            new Foreign { Url = "", WebhookKey = "", CreatedAt = default }, new Handlers(hasHandler: true), TestContext.Current.CancellationToken));

    private sealed record Foreign : PartneroWebhook
    {
        public override string Event => "partner.created";
    }

    private sealed class Handlers(bool hasHandler) : IWebhookHandlers
    {
        public (Type Type, PartneroWebhook Webhook) Last { get; private set; }

        public CancellationToken Token { get; private set; }

        public ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
            where TWebhook : PartneroWebhook
        {
            (Last, Token) = ((typeof(TWebhook), webhook), cancellationToken);
            return ValueTask.FromResult(hasHandler);
        }
    }
}
