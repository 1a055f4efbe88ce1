using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Partnero.Contracts.AspNetCore;

/// <summary>A connection of an inbox and its transaction; to read, there may be none. What is not committed is rolled back.</summary>
internal sealed class InboxSession(string table, DbConnection connection, DbTransaction? transaction) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction ?? throw new InvalidOperationException("No transaction was begun.");

    /// <summary>Runs a statement about the inbox's table, which is written <c>inbox</c> in it.</summary>
    public async Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads rows of it.</summary>
    public async Task<List<T>> QueryAsync<T>(FormattableString sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => Transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private DbCommand Command(FormattableString sql) =>
        connection.Command(transaction, FormattableStringFactory.Create(sql.Format.Replace("inbox", table, StringComparison.Ordinal), sql.GetArguments()));
}
