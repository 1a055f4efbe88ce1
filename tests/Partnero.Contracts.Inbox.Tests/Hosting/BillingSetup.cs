using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Billing;

namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>How a service of a test is put together.</summary>
internal sealed record BillingSetup(StoreKind Store)
{
    public Action<PartneroInboxOptions> Configure { get; init; } = _ => { };

    /// <summary>Adds services of the test's own.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Maps more than the webhook.</summary>
    public Action<WebApplication> Map { get; init; } = _ => { };

    /// <summary>How many processes work on the one database.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Where the files of the database are; anywhere unless given.</summary>
    public string? Folder { get; init; }

    /// <summary>What a session of PostgreSQL begins with, such as <c>-c lock_timeout=1s</c>.</summary>
    public string? PostgresOptions { get; init; }

    /// <summary>Adds to the program's registration, after the inbox.</summary>
    public Action<PartneroWebhookBuilder> Register { get; init; } = webhooks => webhooks.ApplyAll();
}
