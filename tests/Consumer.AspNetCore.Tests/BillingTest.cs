using Consumer.Tests.Hosting;
using Xunit;

namespace Consumer.Tests;

/// <summary>A test with a service of its own.</summary>
public abstract class BillingTest : IAsyncLifetime
{
    protected BillingTest() => Sender = new SignedSender(Billing);

    private protected RunningBilling Billing { get; } = new();

    private protected SignedSender Sender { get; }

    public ValueTask InitializeAsync() => Billing.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await Billing.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
