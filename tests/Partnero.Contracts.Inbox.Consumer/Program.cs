using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Billing;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Partnero.Contracts.Inbox.Tests.PartneroWebhooks;

// A process of the service whose tables are there already, to be killed by tests: STORE MODE SECRET CONNECTION PORT.
var (store, mode, secret, connection, port) = (Enum.Parse<StoreKind>(args[0]), Enum.Parse<InboxMode>(args[1]), args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture));

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore();
builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
builder.Services.AddRoutingCore();
var webhooks = builder.Services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(secret));
if (store is StoreKind.EfSqlite or StoreKind.EfPostgres)
{
    builder.Services.AddDbContext<BillingContext>(options => _ = store == StoreKind.EfSqlite
        ? options.UseSqlite(connection)
        : options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(500), null)));
    builder.Services.AddScoped<IBooks, EfBooks>();
    webhooks.UseEntityFrameworkInbox<BillingContext>(Configure);
}
else
{
    builder.Services.AddScoped<IBooks, AdoBooks>();
    webhooks.UseAdoNetInbox(_ => store == StoreKind.AdoSqlite ? SqliteFactory.Instance.CreateDataSource(connection) : NpgsqlDataSource.Create(connection), Configure);
}

webhooks.ApplyAll();
var app = builder.Build();
app.MapPartneroWebhook("/webhooks/partnero");
await app.RunAsync();

void Configure(PartneroInboxOptions options) =>
    (options.Mode, options.Lease, options.RetryDelay, options.MaxRetryDelay, options.MaxAttempts, options.PollInterval) = (mode, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), 100, TimeSpan.FromMilliseconds(100));
