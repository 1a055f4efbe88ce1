using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Inbox.Tests.Hosting;
using Xunit;

namespace Partnero.Contracts.Inbox.Tests;

/// <summary>What those who run a consumer see of its inbox, and do about it.</summary>
public sealed class OperationsTests(PostgresServer server) : InboxTest(server)
{
    [Fact]
    public async Task Health_is_told_while_a_delivery_writes_to_SQLite()
    {
        await using var billing = await StartAsync(StoreKind.AdoSqlite, InboxMode.InRequest);
        var goOn = new TaskCompletionSource();
        Switchboard.At("p_1", _ => goOn.Task);
        var writing = billing.SendAsync(Bodies.Partner("p_1"));
        await TestSupport.Poll.UntilAsync(() => Switchboard.Attempts("p_1") == 1);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(billing)).Status);

        goOn.SetResult();
        Assert.Equal(200, await writing);
    }

    [Fact]
    public async Task Health_tells_what_waits()
    {
        await using var billing = await StartAsync(StoreKind.AdoSqlite, InboxMode.StoreFirst, options => (options.MaxAttempts, options.RetryDelay) = (2, TimeSpan.FromHours(1)));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(billing)).Status);

        Switchboard.At("p_1", _ => throw new InvalidOperationException("Not now."));
        await billing.SendAsync(Bodies.Partner("p_1"));
        await TestSupport.Poll.UntilAsync(() => Switchboard.Attempts("p_1") == 1);
        Assert.Equal("1 deliveries are pending.", (await CheckAsync(billing)).Description);

        billing.Time.Advance(TimeSpan.FromMinutes(6));
        var late = await CheckAsync(billing);
        Assert.Equal(HealthStatus.Unhealthy, late.Status);
        Assert.StartsWith("The oldest of 1 pending deliveries has waited for 0.00:06:0", late.Description, StringComparison.Ordinal);

        billing.Time.Advance(TimeSpan.FromHours(1));
        await TestSupport.Poll.UntilAsync(() => billing.Inbox.MeasureAsync().Result.Parked == 1);
        var degraded = await CheckAsync(billing);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Equal(1, degraded.Data["parked"]);

        // The worker looks each tenth of a second, and SQLite lets nobody change a table meanwhile.
        await TestSupport.Poll.UntilAsync(() => billing.Database.ExecuteAsync("ALTER TABLE partnero_inbox RENAME TO gone").ContinueWith(done => done.IsCompletedSuccessfully, TaskScheduler.Default).Result);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(billing)).Status);
    }

    [Fact]
    public async Task Operators_list_look_and_release_and_nobody_else()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var billing = await RunningBilling.StartAsync(
            new BillingSetup(StoreKind.AdoSqlite)
            {
                Services = services =>
                {
                    services.AddSingleton(Switchboard);
                    services.AddAuthorization(options => options.DefaultPolicy = new AuthorizationPolicyBuilder()
                        .RequireAssertion(context => ((HttpContext)context.Resource!).Request.Headers["Operator"] == "yes").Build());
                    services.AddAuthentication(Anybody.Name).AddScheme<AuthenticationSchemeOptions, Anybody>(Anybody.Name, null);
                },
                Map = app => app.MapPartneroInbox("/admin/partnero"),
            },
            Server);
        var body = Bodies.Partner("p_1", data: "7");
        Assert.Equal(200, await billing.SendAsync(body));
        using var client = new HttpClient { BaseAddress = billing.Address };

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/admin/partnero", cancellationToken)).StatusCode);
        client.DefaultRequestHeaders.Add("Operator", "yes");

        var list = JsonNode.Parse(await client.GetStringAsync("/admin/partnero", cancellationToken))!;
        Assert.Equal("Unreadable", (string?)list[0]!["state"]);
        var id = (long)list[0]!["id"]!;
        Assert.Equal(body, await client.GetByteArrayAsync($"/admin/partnero/{id}", cancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/admin/partnero/{id + 1}", cancellationToken)).StatusCode);
        Assert.Equal("""{"outcome":"Parked"}""", await (await client.PostAsync($"/admin/partnero/{id}/release", null, cancellationToken)).Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal($$"""{"{{id}}":"Parked"}""", await (await client.PostAsync("/admin/partnero/release", null, cancellationToken)).Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"/admin/partnero/{id + 1}/release", null, cancellationToken)).StatusCode);
    }

    [Fact]
    public async Task What_became_of_each_delivery_is_counted_and_traced_and_no_tag_holds_anything_of_it()
    {
        var counted = new List<string>();
        var traced = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Partnero.Contracts",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (traced)
                    traced.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var billing = await StartAsync(StoreKind.AdoSqlite, InboxMode.StoreFirst, options => (options.MaxAttempts, options.Identity) = (1, InboxIdentity.Body));
        using var meters = new MeterListener { InstrumentPublished = (instrument, self) => Follow(instrument, self, billing.Services.GetRequiredService<IMeterFactory>()) };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 0, tags));
        meters.Start();
        Switchboard.At("p_bad", _ => throw new InvalidOperationException("p_bad has no account."));

        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.SendAsync(Bodies.Partner("p_1"));
        await billing.SendAsync(Bodies.Partner("p_bad"));
        await billing.SendAsync(Bodies.Partner("p_2", data: "7"));
        await billing.SendAsync(Bodies.Partner("p_3", action: "seen"));
        await TestSupport.Poll.UntilAsync(() => billing.Inbox.MeasureAsync().Result is { Pending: 0, Parked: 1, Unreadable: 1 });
        await TestSupport.Poll.UntilAsync(() => Copy(counted).Count(line => line.StartsWith("partnero.inbox.attempts", StringComparison.Ordinal)) == 2);

        foreach (var line in new[]
        {
            "partnero.webhook.deliveries 1 event=partner.created outcome=stored",
            "partnero.webhook.deliveries 1 event=partner.created outcome=duplicate",
            "partnero.webhook.deliveries 1 event=_OTHER outcome=unreadable",
            "partnero.webhook.deliveries 1 event=_OTHER outcome=not_handled",
            "partnero.webhook.handle.duration 0 event=partner.created outcome=handled",
            "partnero.webhook.handle.duration 0 event=partner.created outcome=failed",
            "partnero.inbox.attempts 1 program=default outcome=done",
            "partnero.inbox.attempts 1 program=default outcome=parked",
        })
        {
            Assert.Contains(line, Copy(counted));
        }

        await TestSupport.Poll.UntilAsync(() =>
        {
            meters.RecordObservableInstruments();
            return Copy(counted).Contains("partnero.inbox.parked 1 program=default");
        });
        var works = Copy(traced).Where(activity => activity.OperationName == "partnero work").ToList();
        Assert.Contains(works, activity => activity.Status == ActivityStatusCode.Error && (string?)activity.GetTagItem("error.type") == "System.InvalidOperationException");
        var said = Copy(counted).Concat(Copy(traced).SelectMany(activity => activity.TagObjects).Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.DoesNotContain(said, line => line.Contains("p_", StringComparison.Ordinal) || line.Contains("Ann", StringComparison.Ordinal) || line.Contains("example.com", StringComparison.Ordinal));

        void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (counted)
                counted.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
        }
    }

    /// <summary>The dashboard asks for what is counted, as Prometheus names it.</summary>
    [Fact]
    public async Task The_dashboard_shows_each_instrument_and_no_other()
    {
        await using var billing = await StartAsync(StoreKind.AdoSqlite, InboxMode.StoreFirst);
        var names = new HashSet<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter is { Name: "Partnero.Contracts", Scope: var scope } && scope == billing.Services.GetRequiredService<IMeterFactory>())
                names.Add(Prometheus(instrument));
        };
        meters.Start();

        var dashboard = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "partnero.json"), TestContext.Current.CancellationToken))!;
        var asked = dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).SelectMany(target => Regex.Matches((string)target!["expr"]!, "partnero_[a-z_]+")).Select(match => match.Value);

        Assert.Equal(names.Order(StringComparer.Ordinal), asked.Distinct().Order(StringComparer.Ordinal));
    }

    private static string Prometheus(Instrument instrument) => instrument.Name.Replace('.', '_') + instrument switch
    {
        Counter<long> => "_total",
        Histogram<double> => "_seconds_bucket",
        { Unit: "s" } => "_seconds",
        _ => "",
    };

    private static void Follow(Instrument instrument, MeterListener listener, IMeterFactory meters)
    {
        if (instrument.Meter is { Name: "Partnero.Contracts", Scope: var scope } && scope == meters)
            listener.EnableMeasurementEvents(instrument);
    }

    private static List<T> Copy<T>(List<T> items)
    {
        lock (items)
            return [.. items];
    }

    private static async Task<HealthReportEntry> CheckAsync(RunningBilling billing)
    {
        var services = new ServiceCollection().AddLogging().AddKeyedSingleton("", billing.Inbox).AddSingleton<TimeProvider>(billing.Time);
        services.AddHealthChecks().AddPartneroInbox();
        await using var provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["partnero-inbox"];
    }

    private sealed class Anybody(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "Anybody";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(
            new(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name)));
    }
}
