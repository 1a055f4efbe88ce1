using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Partnero.Contracts.Inbox.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void What_would_forget_too_soon_or_never_work_is_refused()
    {
        var services = new ServiceCollection();
        Register(services).UseAdoNetInbox(_ => Microsoft.Data.Sqlite.SqliteFactory.Instance.CreateDataSource("Data Source=:memory:"), options =>
        {
            (options.Retention, options.Workers, options.MaxAttempts, options.MaxConcurrency) = (TimeSpan.FromHours(1), 0, 0, 0);
            (options.Lease, options.RetryDelay, options.Mode, options.Identity) = (TimeSpan.Zero, TimeSpan.Zero, (InboxMode)7, (InboxIdentity)7);
        });
        using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<PartneroInboxOptions>>().CurrentValue);

        Assert.Equal(8, exception.Failures.Count());
        Assert.Contains("The inbox of Partnero's webhooks: Retention is 01:00:00, and must be at least 02:36:00: a retry may come so long after the first attempt, and would take effect again.", exception.Failures);
    }

    [Fact]
    public void A_second_inbox_is_refused()
    {
        var webhooks = Register(new ServiceCollection()).UseAdoNetInbox(_ => throw new NotSupportedException());

        Assert.Throws<InvalidOperationException>(() => webhooks.UseAdoNetInbox(_ => throw new NotSupportedException()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("in box")]
    [InlineData("inbox; --")]
    public void A_name_that_is_no_name_of_a_table_is_refused(string table) =>
        Assert.Throws<ArgumentException>(() => Register(new ServiceCollection()).UseAdoNetInbox(_ => throw new NotSupportedException(), table: table));

    private static PartneroWebhookBuilder Register(ServiceCollection services) => services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(RunningBilling.Secret));
}
