using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class LookThenInsertTests
{
    private const string Insert = "db.Add(new Seen { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync(cancellationToken);";

    [Theory]
    [InlineData("if (await [|db.Set<Seen>().AnyAsync(row => row.Hash == hash)|]) return; " + Insert)]
    [InlineData("var known = await [|db.Set<Seen>().AnyAsync(row => row.Hash == hash, cancellationToken)|]; if (known) return; " + Insert)]
    [InlineData("if (!await [|db.Set<Seen>().Where(row => row.Hash == hash).AnyAsync()|]) { " + Insert + " }")]
    [InlineData("if (await [|db.Set<Seen>().FirstOrDefaultAsync(row => row.Hash == hash)|] is not null) return; db.Set<Seen>().Add(new Seen { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    [InlineData("if (await [|cache.GetAsync(hash)|] is not null) return; await next(cancellationToken); await cache.SetAsync(hash, []);")]
    [InlineData("if ([|Known.Contains(hash)|]) return; await next(cancellationToken); Known.Add(hash);")]
    [InlineData("if ([|Dates.ContainsKey(hash)|]) return; Dates[hash] = DateTime.UtcNow; await next(cancellationToken);")]
    public Task Between_a_look_and_an_insert_another_one_looks(string body) => Snippet.ReportsAsync<LookThenInsertAnalyzer>(Intercepting(body));

    [Theory]
    [InlineData("if (!Known.Add(hash)) return; await next(cancellationToken);")]
    [InlineData("if (!Dates.TryAdd(hash, DateTime.UtcNow)) return; await next(cancellationToken);")]
    [InlineData("lock (Known) { if (Known.Contains(hash)) return; Known.Add(hash); } await next(cancellationToken);")]
    [InlineData("await Turn.WaitAsync(); if (Known.Contains(hash)) return; Known.Add(hash); await next(cancellationToken); Turn.Release();")]
    [InlineData("if (await db.Set<Seen>().AnyAsync(row => row.Hash == hash)) return; try { " + Insert + " } catch (DbUpdateException) { }")]
    [InlineData("if (!Dates.TryGetValue(\"today\", out var day)) { day = DateTime.UtcNow; Dates[\"today\"] = day; } await next(cancellationToken);")]
    [InlineData("await next(cancellationToken); if (!await db.Set<Seen>().AnyAsync(row => row.Hash == hash)) { db.Add(new Seen { Hash = hash }); await db.SaveChangesAsync(); }")]
    [InlineData("if (await db.Set<Marked>().AnyAsync(row => row.Hash == hash)) return; db.Add(new Marked { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    [InlineData("if (await db.Set<Keyed>().AnyAsync(row => row.Id == hash)) return; db.Add(new Keyed { Id = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    public Task What_is_decided_in_one_step_or_by_a_unique_row_is_not_reported(string body) => Snippet.ReportsAsync<LookThenInsertAnalyzer>(Intercepting(body));

    [Theory]
    [InlineData("model.Entity<Seen>().HasIndex(row => row.Hash).IsUnique();")]
    [InlineData("model.Entity<Seen>().HasIndex(\"Hash\").IsUnique();")]
    [InlineData("model.Entity<Seen>(seen => seen.HasKey(row => row.Hash));")]
    public Task A_model_that_makes_the_row_unique_is_seen(string mapping) => Snippet.ReportsAsync<LookThenInsertAnalyzer>(
        Intercepting("if (await db.Set<Seen>().AnyAsync(row => row.Hash == hash)) return; " + Insert, mapping));

    [Fact]
    public Task An_index_that_is_not_unique_refuses_nothing() => Snippet.ReportsAsync<LookThenInsertAnalyzer>(
        Intercepting("if (await [|db.Set<Seen>().AnyAsync(row => row.Hash == hash)|]) return; " + Insert, "model.Entity<Seen>().HasIndex(row => row.Hash);"));

    [Fact]
    public Task What_a_handler_keeps_of_its_own_is_its_own_matter() => Snippet.ReportsAsync<LookThenInsertAnalyzer>("""
        class Partner { public int Number { get; set; } public string? Code { get; set; } }

        class Welcome(DbContext db) : IPartnerCreatedHandler
        {
            public async ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
            {
                if (await db.Set<Partner>().AnyAsync(row => row.Code == webhook.Data.Id)) return;
                db.Add(new Partner { Code = webhook.Data.Id });
            }
        }
        """);

    private static string Intercepting(string body, string mapping = "") => $$"""
        class Seen { public int Id { get; set; } public string Hash { get; set; } = ""; }

        [Index(nameof(Hash), IsUnique = true)]
        class Marked { public int Id { get; set; } public string Hash { get; set; } = ""; }

        class Keyed { public string Id { get; set; } = ""; }

        class Context : DbContext
        {
            protected override void OnModelCreating(ModelBuilder model)
            {
                {{mapping}}
            }
        }

        class Once(Context db, IDistributedCache cache) : IWebhookInterceptor
        {
            static readonly SemaphoreSlim Turn = new(1);
            static readonly HashSet<string> Known = [];
            static readonly ConcurrentDictionary<string, DateTime> Dates = [];

            public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
            {
                var hash = webhook.Identity.BodyHash;
                _ = cache;
                {{body}}
            }
        }
        """;
}
