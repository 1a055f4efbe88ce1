using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

public sealed class DispatchTests(PayloadTests.Generated generated) : IClassFixture<PayloadTests.Generated>
{
    /// <summary>Everything that any event requires.</summary>
    private const string Data = """
        {
          "id": "1", "key": "k", "email": "a@shop.example", "status": "active", "amount": 1, "currency": "EUR", "action": "sale",
          "reward": {}, "partner": "p1", "customer": "c1", "transaction_key": "t1",
          "created_at": "2025-01-15T10:30:00.000000Z", "approved_at": "2025-01-15T10:30:00.000000Z", "paid_at": "2025-01-15T10:30:00.000000Z"
        }
        """;

    public static TheoryData<string> Events => [.. BuiltInSchemas.Events.Select(schema => Path.GetFileName(schema.Path)[..^".schema.json".Length])];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task An_event_goes_to_the_handler_of_its_own_record(string name)
    {
        var record = string.Concat(name.Split('.').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        var handlers = new RecordedHandlers();

        PartneroWebhook webhook = generated.Assembly.Read(Payloads.Body(name, Data));
        await generated.Assembly.Dispatcher.DispatchAsync(webhook, handlers, TestContext.Current.CancellationToken);

        Assert.Equal(name, webhook.Event);
        Assert.Equal(generated.Assembly.Type(record), Assert.Single(handlers.Asked));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_named_in_the_list_of_events(string name) => Assert.Contains(
        name, (IReadOnlyList<string>)generated.Assembly.Type("PartneroEvents").GetProperty("All")!.GetValue(null)!);

    [Fact]
    public async Task An_unknown_event_goes_to_the_handler_of_unknown_events()
    {
        var handlers = new RecordedHandlers();

        PartneroWebhook webhook = generated.Assembly.Read(Payloads.Body("payout.sent", "{}"));
        await generated.Assembly.Dispatcher.DispatchAsync(webhook, handlers, TestContext.Current.CancellationToken);

        Assert.Equal([typeof(UnknownWebhook)], handlers.Asked);
    }
}
