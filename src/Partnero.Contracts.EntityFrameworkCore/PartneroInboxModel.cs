using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Partnero.Contracts.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the inbox of Partnero's webhooks to a model.</summary>
public static class PartneroInboxModel
{
    /// <summary>The table, unless another is given.</summary>
    public const string DefaultTable = "partnero_inbox";

    /// <summary>Databases that know no time zones give times back without their kind.</summary>
    private static readonly ValueConverter<DateTime, DateTime> Utc = new(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>Adds the inbox's table, for <c>OnModelCreating</c>. Add a migration then, as for any table.</summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="table">The name of the table.</param>
    /// <param name="schema">Its schema; the model's unless given.</param>
    /// <returns>The same model.</returns>
    public static ModelBuilder AddPartneroInbox(this ModelBuilder modelBuilder, string table = DefaultTable, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        modelBuilder.Entity<PartneroInboxEntry>(entry =>
        {
            entry.ToTable(table, schema);
            entry.HasKey(row => row.Id);
            entry.Property(row => row.Id).HasColumnName("id");
            entry.Property(row => row.Program).HasColumnName("program").HasMaxLength(100);
            entry.Property(row => row.Identity).HasColumnName("identity").HasMaxLength(64).IsUnicode(false);
            // LogText ends what it cuts with one character more.
            entry.Property(row => row.Event).HasColumnName("event").HasMaxLength(101);
            entry.Property(row => row.Entity).HasColumnName("entity").HasMaxLength(200);
            // Whatever conventions the model has for enums: SQL is written of it.
            entry.Property(row => row.State).HasColumnName("state").HasConversion<int>();
            entry.Property(row => row.CreatedAt).HasColumnName("created_at").HasConversion(Utc);
            entry.Property(row => row.ReceivedAt).HasColumnName("received_at").HasConversion(Utc);
            entry.Property(row => row.DueAt).HasColumnName("due_at").HasConversion(Utc);
            entry.Property(row => row.Attempts).HasColumnName("attempts");
            entry.Property(row => row.Lease).HasColumnName("lease");
            entry.Property(row => row.LeasedUntil).HasColumnName("leased_until").HasConversion(Utc);
            entry.Property(row => row.Reason).HasColumnName("reason");
            entry.Property(row => row.Trace).HasColumnName("trace").HasMaxLength(55).IsUnicode(false);
            entry.Property(row => row.Body).HasColumnName("body");
            entry.HasIndex(row => row.Identity).IsUnique().HasDatabaseName($"ux_{table}_identity");
            entry.HasIndex(row => new { row.Program, row.State, row.DueAt }).HasDatabaseName($"ix_{table}_due");
            entry.HasIndex(row => new { row.Program, row.Entity, row.State }).HasDatabaseName($"ix_{table}_entity");
        });
        return modelBuilder;
    }
}
