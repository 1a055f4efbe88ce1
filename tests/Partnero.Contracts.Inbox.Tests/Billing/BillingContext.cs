using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Partnero.Contracts.Inbox.Tests.Billing;

internal sealed class BillingContext(DbContextOptions<BillingContext> options) : DbContext(options)
{
    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<Entity> Entities => Set<Entity>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddPartneroInbox();
        modelBuilder.Entity<Entity>(entity =>
        {
            entity.ToTable("entities").HasKey(one => new { one.Kind, one.Id });
            entity.Property(one => one.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Entry>(entry =>
        {
            entry.ToTable("entries").HasKey(one => one.Number);
            entry.HasIndex(one => new { one.Event, one.Entity });
        });
    }
}

internal sealed class Entry
{
    public long Number { get; init; }

    public required string Event { get; init; }

    public required string Entity { get; init; }

    public required string Fields { get; init; }
}

internal sealed class Entity
{
    public required string Kind { get; init; }

    public required string Id { get; init; }

    public DateTime AsOf { get; set; }

    public bool IsDeleted { get; set; }

    public required string Fields { get; set; }

    public Guid Version { get; set; }
}

internal sealed class EfBooks(BillingContext context) : IBooks
{
    public Task EnterAsync(string eventName, string entity, string fields, CancellationToken cancellationToken)
    {
        context.Entries.Add(new() { Event = eventName, Entity = entity, Fields = fields });
        return Task.CompletedTask;
    }

    public async Task<Known?> FindAsync(string kind, string id, CancellationToken cancellationToken) =>
        await context.Entities.FindAsync([kind, id], cancellationToken) is { } found ? new(DateTime.SpecifyKind(found.AsOf, DateTimeKind.Utc), found.IsDeleted, found.Fields) : null;

    public async Task StoreAsync(string kind, string id, Known? before, Known after, CancellationToken cancellationToken)
    {
        var entity = await context.Entities.FindAsync([kind, id], cancellationToken) ?? context.Entities.Add(new() { Kind = kind, Id = id, Fields = "" }).Entity;
        (entity.AsOf, entity.IsDeleted, entity.Fields, entity.Version) = (after.AsOf.UtcDateTime, after.IsDeleted, after.Fields, Guid.NewGuid());
    }
}
