using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Tests.Support;
using Partnero.Contracts.Testing.Wire;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

public sealed class SendTogetherTests
{
    [Fact]
    public async Task Deliveries_that_keep_a_connection_have_one_each_where_they_go_together()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var inside = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            // Each is answered once all have come.
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            if (Interlocked.Increment(ref inside) == 3)
                all.SetResult();
            await all.Task.WaitAsync(context.RequestAborted);
        });
        using var sender = new PartneroSender(consumer.Address);
        var delivery = Bench.Delivery("partner.created") with { Wire = new WireHabits { KeepsConnection = true } };

        Assert.All(await sender.SendTogetherAsync(delivery, 3, cancellation), answer => Assert.True(answer.IsAccepted, answer.ToString()));
    }
}
