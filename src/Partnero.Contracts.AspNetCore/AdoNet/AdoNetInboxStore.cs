using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Keeps an inbox in a table of SQLite or PostgreSQL. Its statements write the table as <c>inbox</c>: see <see cref="InboxSession"/>.</summary>
internal sealed class AdoNetInboxStore : IInboxStore
{
    private const int UsualConcurrency = 64;
    private const int MaxRuns = 3;

    private readonly DbDataSource _database;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly InboxTable _table;
    private volatile bool _isCreated;

    public AdoNetInboxStore(DbDataSource database, string name, TimeProvider time)
    {
        (_database, _name, _time) = (database, name, time);
        using var connection = database.CreateConnection();
        _table = InboxTable.Of(connection, name);
    }

    public int PreferredConcurrency => _table.HasOneWriter ? 1 : UsualConcurrency;

    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await using var session = await BeginAsync(cancellationToken);
    }

    public ValueTask<bool> HandleAsync(InboxDelivery delivery, InboxWork work, CancellationToken cancellationToken) => InTransactionAsync(async (session, token) =>
    {
        if (await RememberAsync(session, delivery, InboxState.Done, null, token) is not { } id)
            return false;
        await WorkAsync(session, work, token);
        // The mark: in a transaction that the database has given up, as after an error that a handler has swallowed, it fails.
        if (await session.ExecuteAsync($"UPDATE inbox SET due_at = {_time.GetUtcNow().UtcDateTime}, body = NULL, reason = NULL, lease = NULL, leased_until = NULL WHERE id = {id}", token) != 1)
            throw new InvalidOperationException($"The inbox's row of {delivery.Event} was gone after its handler had run, so that nothing is committed. Have no handler delete rows of the inbox.");
        return true;
    }, cancellationToken);

    public ValueTask<bool> AddAsync(InboxDelivery delivery, string? unreadable, CancellationToken cancellationToken) => InTransactionAsync(
        async (session, token) => await RememberAsync(session, delivery, unreadable is null ? InboxState.Pending : InboxState.Unreadable, unreadable, token) is not null, cancellationToken);

    public async ValueTask<IReadOnlyList<ClaimedDelivery>> ClaimAsync(InboxClaim claim, CancellationToken cancellationToken)
    {
        await using var session = await BeginAsync(cancellationToken);
        var claimed = new List<ClaimedDelivery>();
        foreach (var (found, state) in await session.QueryAsync(ToClaim(claim), Claimed, cancellationToken))
        {
            // Whoever else has claimed it meanwhile has changed its attempts, or its state.
            if (await session.ExecuteAsync($"UPDATE inbox SET state = 1, lease = {found.Lease}, leased_until = {claim.Until.UtcDateTime}, attempts = {found.Attempt} WHERE id = {found.Id} AND state = {state} AND attempts = {found.Attempt - 1}", cancellationToken) == 1)
                claimed.Add(found);
        }

        await session.CommitAsync(cancellationToken);
        return claimed;
    }

    public async ValueTask RenewAsync(IReadOnlyCollection<Guid> leases, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var session = await BeginAsync(cancellationToken);
        foreach (var lease in leases)
            await session.ExecuteAsync($"UPDATE inbox SET leased_until = {until.UtcDateTime} WHERE lease = {lease} AND state = 1", cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public ValueTask<bool> CompleteAsync(ClaimedDelivery claimed, InboxWork work, DateTimeOffset now, CancellationToken cancellationToken) => InTransactionAsync(async (session, token) =>
    {
        var ours = await session.QueryAsync($"SELECT id FROM inbox WHERE id = {claimed.Id} AND lease = {claimed.Lease} AND state = 1", row => row.GetInt64(0), token);
        if (ours.Count == 0)
            return false;
        await WorkAsync(session, work, token);
        return await session.ExecuteAsync($"UPDATE inbox SET state = 0, due_at = {now.UtcDateTime}, lease = NULL, leased_until = NULL, body = NULL, reason = NULL WHERE id = {claimed.Id} AND lease = {claimed.Lease} AND state = 1", token) == 1;
    }, cancellationToken);

    public async ValueTask PutBackAsync(ClaimedDelivery claimed, InboxPutBack putBack, CancellationToken cancellationToken)
    {
        await using var session = await BeginAsync(cancellationToken);
        await session.ExecuteAsync(
            $"UPDATE inbox SET state = {(int)putBack.State}, due_at = {putBack.Due.UtcDateTime}, lease = NULL, leased_until = NULL, attempts = {putBack.Attempts}, reason = COALESCE({putBack.Reason}, reason) WHERE id = {claimed.Id} AND lease = {claimed.Lease}",
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ParkedDelivery>> FindParkedAsync(string program, int max, CancellationToken cancellationToken)
    {
        await using var session = await LookAsync(cancellationToken);
        return await session.QueryAsync(
            $"SELECT id, state, event, entity, received_at, attempts, reason, body FROM inbox WHERE program = {program} AND state IN (2, 3) ORDER BY id LIMIT {max}",
            row => new ParkedDelivery
            {
                Id = row.GetInt64(0),
                State = (InboxState)row.GetInt32(1),
                Event = row.GetString(2),
                Entity = row.IsDBNull(3) ? null : row.GetString(3),
                ReceivedAt = Moment(row, 4),
                Attempts = row.GetInt32(5),
                Reason = row.IsDBNull(6) ? "" : row.GetString(6),
                Body = Body(row, 7),
            },
            cancellationToken);
    }

    public async ValueTask<InboxDepth> MeasureAsync(string program, CancellationToken cancellationToken)
    {
        await using var session = await LookAsync(cancellationToken);
        var counted = await session.QueryAsync(
            $"SELECT state, count(*), min(received_at) FROM inbox WHERE program = {program} AND state <> 0 GROUP BY state",
            row => (State: (InboxState)row.GetInt32(0), Count: (int)row.GetInt64(1), Oldest: Moment(row, 2)),
            cancellationToken);
        int Count(InboxState state) => counted.Find(group => group.State == state).Count;
        return new(Count(InboxState.Pending), Count(InboxState.Parked), Count(InboxState.Unreadable), Count(InboxState.Pending) == 0 ? null : counted.Find(group => group.State == InboxState.Pending).Oldest);
    }

    public async ValueTask<int> PruneAsync(string program, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var session = await BeginAsync(cancellationToken);
        var count = await session.ExecuteAsync($"DELETE FROM inbox WHERE program = {program} AND state = 0 AND due_at < {before.UtcDateTime}", cancellationToken);
        await session.CommitAsync(cancellationToken);
        return count;
    }

    private FormattableString ToClaim(InboxClaim claim)
    {
        const string Columns = "SELECT r.id, r.state, r.event, r.attempts, r.trace, r.body FROM inbox AS r WHERE r.program = {0}";
        if (claim.Parked is { } id)
            return FormattableStringFactory.Create($"{Columns} AND r.id = {{1}} AND r.state IN (2, 3){_table.Locking}", claim.Program, id);
        var first = claim.KeepsEntityOrder
            ? " AND NOT EXISTS (SELECT 1 FROM inbox AS o WHERE o.program = r.program AND o.entity = r.entity AND o.state = 1 AND (o.created_at < r.created_at OR (o.created_at = r.created_at AND o.id < r.id) OR (o.id <> r.id AND o.leased_until > {2})))"
            : "";
        return FormattableStringFactory.Create($"{Columns} AND r.state = 1 AND r.due_at <= {{1}} AND (r.leased_until IS NULL OR r.leased_until <= {{2}}){first} ORDER BY r.due_at, r.id LIMIT {{3}}{_table.Locking}", claim.Program, claim.Now.UtcDateTime, claim.MachineNow.UtcDateTime, claim.Max);
    }

    private static (ClaimedDelivery Delivery, int State) Claimed(DbDataReader row) => (
        new ClaimedDelivery
        {
            Id = row.GetInt64(0),
            Lease = Guid.NewGuid(),
            Event = row.GetString(2),
            Attempt = row.GetInt32(3) + 1,
            Trace = row.IsDBNull(4) ? null : row.GetString(4),
            Body = Body(row, 5),
        },
        row.GetInt32(1));

    /// <returns>The number of the row; null for a duplicate.</returns>
    private static async Task<long?> RememberAsync(InboxSession session, InboxDelivery delivery, InboxState state, string? reason, CancellationToken cancellationToken)
    {
        var body = state == InboxState.Done ? null : delivery.Body.ToArray();
        // Where the same is being inserted by another, PostgreSQL waits until that is committed, or rolled back.
        var inserted = await session.QueryAsync(
            $"""
            INSERT INTO inbox (program, identity, event, entity, state, created_at, received_at, due_at, attempts, reason, trace, body)
            VALUES ({delivery.Program}, {delivery.Identity}, {delivery.Event}, {delivery.Entity}, {(int)state}, {delivery.CreatedAt.UtcDateTime}, {delivery.ReceivedAt.UtcDateTime}, {delivery.ReceivedAt.UtcDateTime}, 0, {reason}, {delivery.Trace}, {body})
            ON CONFLICT (identity) DO NOTHING RETURNING id
            """,
            row => row.GetInt64(0),
            cancellationToken);
        if (inserted.Count > 0)
            return inserted[0];
        if (state == InboxState.Unreadable)
            return null;
        // What was unreadable was never done: from here on it can be read.
        var taken = await session.QueryAsync(
            $"UPDATE inbox SET state = {(int)state}, due_at = {delivery.ReceivedAt.UtcDateTime}, event = {delivery.Event}, entity = {delivery.Entity}, created_at = {delivery.CreatedAt.UtcDateTime}, trace = {delivery.Trace}, body = {body}, attempts = 0, reason = NULL WHERE identity = {delivery.Identity} AND state = 3 RETURNING id", row => row.GetInt64(0), cancellationToken);
        return taken.Count > 0 ? taken[0] : null;
    }

    private static async Task WorkAsync(InboxSession session, InboxWork work, CancellationToken cancellationToken)
    {
        var transaction = work.Services.GetRequiredService<WebhookTransaction>();
        transaction.Begin(session.Connection, session.Transaction);
        try
        {
            await work.RunAsync(cancellationToken);
        }
        finally
        {
            transaction.End();
        }
    }

    /// <summary>Runs in a transaction; again, up to three times, where it got in the way of another.</summary>
    private async ValueTask<bool> InTransactionAsync(Func<InboxSession, CancellationToken, Task<bool>> run, CancellationToken cancellationToken)
    {
        for (var runs = 1; ; runs++)
        {
            try
            {
                await using var session = await BeginAsync(cancellationToken);
                if (!await run(session, cancellationToken))
                    return false;
                await session.CommitAsync(cancellationToken);
                return true;
            }
            catch (DbException exception) when (exception.IsTransient && runs < MaxRuns)
            {
                // Such as a deadlock: nothing of it is committed.
            }
        }
    }

    private Task<InboxSession> BeginAsync(CancellationToken cancellationToken) => OpenAsync(begins: true, cancellationToken);

    /// <summary>To read alone: with SQLite a transaction waits for whoever writes, and a look at the health of a busy service would not be answered.</summary>
    private Task<InboxSession> LookAsync(CancellationToken cancellationToken) => OpenAsync(begins: false, cancellationToken);

    private async Task<InboxSession> OpenAsync(bool begins, CancellationToken cancellationToken)
    {
        var connection = await _database.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!_isCreated)
                await CreateAsync(connection, cancellationToken);
            return new InboxSession(_name, connection, begins ? await connection.BeginTransactionAsync(cancellationToken) : null);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates the table where it is not there. Only then: to create an index that is there waits for whoever writes, and may not be allowed.</summary>
    private async Task CreateAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(_table.Look);
        }
        catch (DbException)
        {
            try
            {
                await RunAsync(_table.Create);
            }
            catch (DbException)
            {
                // Another process may have been faster. If not, this says what is wrong.
                await RunAsync(_table.Look);
            }
        }

        _isCreated = true;

        async Task RunAsync(string sql)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name of the table was checked.
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static DateTimeOffset Moment(DbDataReader row, int column) => new(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));

    private static byte[] Body(DbDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
}
