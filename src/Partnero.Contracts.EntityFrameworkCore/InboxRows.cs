using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Partnero.Contracts.AspNetCore;

namespace Partnero.Contracts.EntityFrameworkCore;

/// <summary>Finds the rows of an inbox.</summary>
internal static class InboxRows
{
    private const string PostgreSql = "Npgsql.EntityFrameworkCore.PostgreSQL";
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>Whether one transaction at a time may write: then others wait in the process, and not in the database, which has no queue.</summary>
    public static bool HasOneWriter(this DatabaseFacade database) => database.ProviderName == Sqlite;

    /// <summary>The rows that are due, or the parked one that is asked for; where the database can, without those that somebody else is about to claim.</summary>
    public static IQueryable<PartneroInboxEntry> ToClaim(this DbContext context, InboxClaim claim)
    {
        var rows = context.Set<PartneroInboxEntry>();
        return context.Database.ProviderName == PostgreSql ? rows.FromSqlRaw(Locking(context, claim), Parameters(claim)) : Plain(rows, claim);
    }

    private static IQueryable<PartneroInboxEntry> Plain(DbSet<PartneroInboxEntry> rows, InboxClaim claim)
    {
        var (now, machine) = (claim.Now.UtcDateTime, claim.MachineNow.UtcDateTime);
        var own = rows.Where(row => row.Program == claim.Program);
        if (claim.Parked is { } id)
            return own.Where(row => row.Id == id && (row.State == InboxState.Parked || row.State == InboxState.Unreadable));
        var due = own.Where(row => row.State == InboxState.Pending && row.DueAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= machine));
        if (claim.KeepsEntityOrder)
        {
            due = due.Where(row => row.Entity == null || !rows.Any(other => other.Program == row.Program && other.Entity == row.Entity && other.State == InboxState.Pending
                && (other.CreatedAt < row.CreatedAt || (other.CreatedAt == row.CreatedAt && other.Id < row.Id) || (other.Id != row.Id && other.LeasedUntil > machine))));
        }

        return due.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(claim.Max);
    }

    /// <summary>The same for PostgreSQL. EF has no way to say FOR UPDATE SKIP LOCKED.</summary>
    private static string Locking(DbContext context, InboxClaim claim)
    {
        var entity = context.Model.FindEntityType(typeof(PartneroInboxEntry))!;
        var sql = context.GetService<ISqlGenerationHelper>();
        var table = sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
        var place = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        string Column(string property) => sql.DelimitIdentifier(entity.FindProperty(property)!.GetColumnName(place)!);
        var (id, program, state, due, leased, owner, created) = (Column(nameof(PartneroInboxEntry.Id)), Column(nameof(PartneroInboxEntry.Program)), Column(nameof(PartneroInboxEntry.State)),
            Column(nameof(PartneroInboxEntry.DueAt)), Column(nameof(PartneroInboxEntry.LeasedUntil)), Column(nameof(PartneroInboxEntry.Entity)), Column(nameof(PartneroInboxEntry.CreatedAt)));
        if (claim.Parked is not null)
            return Say($"SELECT * FROM {table} WHERE {program} = {{0}} AND {id} = {{1}} AND {state} IN ({(int)InboxState.Parked}, {(int)InboxState.Unreadable}) FOR UPDATE SKIP LOCKED");
        var first = claim.KeepsEntityOrder
            ? Say($" AND NOT EXISTS (SELECT 1 FROM {table} AS o WHERE o.{program} = r.{program} AND o.{owner} = r.{owner} AND o.{state} = {(int)InboxState.Pending} AND (o.{created} < r.{created} OR (o.{created} = r.{created} AND o.{id} < r.{id}) OR (o.{id} <> r.{id} AND o.{leased} > {{2}})))")
            : "";
        // What is put in here is put in once: its braces are those of the parameters.
        return Say($"SELECT * FROM {table} AS r WHERE r.{program} = {{0}} AND r.{state} = {(int)InboxState.Pending} AND r.{due} <= {{1}} AND (r.{leased} IS NULL OR r.{leased} <= {{2}}){first} ORDER BY r.{due}, r.{id} LIMIT {{3}} FOR UPDATE SKIP LOCKED");
    }

    private static object[] Parameters(InboxClaim claim) => claim.Parked is { } id ? [claim.Program, id] : [claim.Program, claim.Now.UtcDateTime, claim.MachineNow.UtcDateTime, claim.Max];

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
