using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Practice;

/// <summary>Code as teams write it: what is sound is left alone, and what the rule is about is marked.</summary>
public sealed class LookThenInsertPractice
{
    [Theory]
    [InlineData("sound: tenants in a dictionary, filled by a query", "if (!Tenants.TryGetValue(webhook.Event, out var tenant)) { tenant = await db.Set<Tenant>().FirstAsync(row => row.Name == webhook.Event, cancellationToken); Tenants[webhook.Event] = tenant; } await next(cancellationToken);")]
    [InlineData("sound: tenants in a cache, and one that is blocked", "var name = await cache.GetStringAsync(webhook.Event, cancellationToken); if (name is null) { name = await LoadAsync(); await cache.SetStringAsync(webhook.Event, name, cancellationToken); } if (name == \"blocked\") return; await next(cancellationToken);")]
    [InlineData("sound: first of its kind is logged, both go on", "if (Known.Contains(webhook.Event)) { await next(cancellationToken); return; } Known.Add(webhook.Event); Console.WriteLine(\"first\"); await next(cancellationToken);")]
    [InlineData("sound: both ways go on", "if (Known.Contains(webhook.Event)) { await next(cancellationToken); } else { Known.Add(webhook.Event); await next(cancellationToken); }")]
    [InlineData("sound: counts", "if (!Counts.ContainsKey(webhook.Event)) Counts[webhook.Event] = 0; Counts[webhook.Event]++; await next(cancellationToken);")]
    [InlineData("sound: counts, with a lambda", "if (!Known.Contains(webhook.Event)) { Known.Add(webhook.Event); Console.WriteLine(string.Join(',', Known.Select(one => one.Length))); } await next(cancellationToken);")]
    [InlineData("sound: key in a Where", "if (await db.Set<Keyed>().Where(row => row.Id == hash).AnyAsync()) return; db.Add(new Keyed { Id = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    [InlineData("sound: key of a base entity", "if (await db.Set<Derived>().AnyAsync(row => row.Id == hash)) return; db.Add(new Derived { Id = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    [InlineData("sound: index in a configuration class", "if (await db.Set<Configured>().AnyAsync(row => row.Hash == hash)) return; db.Add(new Configured { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    [InlineData("sound: key in a generic base configuration", "if (await db.Set<Generic>().AnyAsync(row => row.Hash == hash)) return; db.Add(new Generic { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    [InlineData("sound: Lock.EnterScope", "bool isNew; using (Gate.EnterScope()) { isNew = !Known.Contains(hash); if (isNew) Known.Add(hash); } if (!isNew) return; await next(cancellationToken);")]
    [InlineData("sound: Monitor", "Monitor.Enter(Known); try { if (Known.Contains(hash)) return; Known.Add(hash); } finally { Monitor.Exit(Known); } await next(cancellationToken);")]
    [InlineData("sound: advisory lock", "await using var t = await db.Database.BeginTransactionAsync(); await db.Database.ExecuteSqlAsync($\"SELECT pg_advisory_xact_lock({1})\"); if (await db.Set<Seen>().AnyAsync(row => row.Hash == hash)) return; db.Add(new Seen { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync(); await t.CommitAsync();")]
    [InlineData("sound: TransactionScope is serializable", "using var scope = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled); if (await db.Set<Seen>().AnyAsync(row => row.Hash == hash)) return; db.Add(new Seen { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync(); scope.Complete();")]
    [InlineData("sound: a lock of a library", "await using var held = await Locks.AcquireAsync(hash); if (await db.Set<Seen>().AnyAsync(row => row.Hash == hash)) return; db.Add(new Seen { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    [InlineData("sound: a helper catches", "if (await db.Set<Seen>().AnyAsync(row => row.Hash == hash)) return; db.Add(new Seen { Hash = hash }); if (!await TrySaveAsync()) return; await next(cancellationToken);")]
    [InlineData("sound: a tenant is made where it is missing, and one is blocked", "var tenant = await db.Set<Tenant>().FirstOrDefaultAsync(row => row.Name == webhook.Event); if (tenant is null) { tenant = new Tenant { Name = webhook.Event }; db.Add(tenant); await db.SaveChangesAsync(); } if (tenant.Id < 0) return; await next(cancellationToken);")]
    [InlineData("sound: breaker", "if (Tenants.TryGetValue(webhook.Event, out var tenant) && tenant.Id < 0) throw new RetryLaterException(\"later\", TimeSpan.FromMinutes(1)); try { await next(cancellationToken); } finally { Tenants[webhook.Event] = new Tenant(); }")]
    [InlineData("sound: a kind that is muted is noted once", "if (webhook.Event == \"x\" && Known.Contains(webhook.Event)) Console.WriteLine(); Known.Add(webhook.Event); await next(cancellationToken);")]
    [InlineData("reported: the look in a method of the interceptor", "if (await IsKnownAsync(hash)) return; db.Add(new Seen { Hash = hash }); await next(cancellationToken); await db.SaveChangesAsync();")]
    public Task Code_as_teams_write_it(string name, string body) => Run<LookThenInsertAnalyzer>(name, $$"""
        class Seen { public int Id { get; set; } public string Hash { get; set; } = ""; }

        class Numbered { public int Id { get; set; } public string Hash { get; set; } = ""; }

        class Keyed { public string Id { get; set; } = ""; }

        class Configured { public int Id { get; set; } public string Hash { get; set; } = ""; }

        abstract class Hashed { public string Hash { get; set; } = ""; }

        class Generic : Hashed;

        abstract class Entity { public string Id { get; set; } = ""; }

        class Derived : Entity;

        class Tenant { public int Id { get; set; } public string Name { get; set; } = ""; }

        interface ILocks { ValueTask<IAsyncDisposable> AcquireAsync(string name); }

        class ConfiguredConfiguration : IEntityTypeConfiguration<Configured>
        {
            public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Configured> builder) => builder.HasIndex(row => new { row.Id, row.Hash }).IsUnique();
        }

        abstract class HashedConfiguration<T> : IEntityTypeConfiguration<T> where T : Hashed
        {
            public virtual void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> builder) => builder.HasKey(row => row.Hash);
        }

        class GenericConfiguration : HashedConfiguration<Generic>;

        class NumberedConfiguration : IEntityTypeConfiguration<Numbered>
        {
            public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Numbered> builder) => builder.HasKey(row => row.Id);
        }

        class Once(DbContext db, IDistributedCache cache, Microsoft.Extensions.Caching.Memory.IMemoryCache memory) : IWebhookInterceptor
        {
            static readonly Lock Gate = new();
            static readonly ILocks Locks = null!;
            static readonly HashSet<string> Known = [];
            static readonly ConcurrentDictionary<string, Tenant> Tenants = [];
            static readonly Dictionary<string, int> Counts = [];

            public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
            {
                var hash = webhook.Identity.BodyHash;
                _ = (cache, memory);
                {{body}}
            }

            static Task<string> LoadAsync() => Task.FromResult("");

            Task<bool> IsKnownAsync(string hash) => db.Set<Seen>().AnyAsync(row => row.Hash == hash);

            async Task<bool> TrySaveAsync()
            {
                try { await db.SaveChangesAsync(); return true; } catch (DbUpdateException) { return false; }
            }
        }
        """.Replace("using Microsoft", "using Microsoft", StringComparison.Ordinal));

    private static Task Run<TAnalyzer>(string name, string code)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<TAnalyzer>(code);
    }
}
