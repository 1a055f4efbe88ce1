using System.Data.Common;
using System.Globalization;

namespace Partnero.Contracts.AspNetCore;

/// <summary>
/// The transaction that an ADO.NET inbox has open for the delivery under way. What a handler does in it is committed with the inbox's
/// mark that the work is done, or not at all. Handlers and interceptors take it as a dependency: see <c>UseAdoNetInbox</c>.
/// </summary>
/// <remarks>It is of one delivery, and not safe for concurrent use. Neither commit nor roll back: return, or throw.</remarks>
public sealed class WebhookTransaction
{
    private (DbConnection Connection, DbTransaction Transaction)? _open;

    /// <summary>The open connection.</summary>
    /// <exception cref="InvalidOperationException">No delivery is under way in this scope.</exception>
    public DbConnection Connection => Open.Connection;

    /// <summary>The transaction, for commands of your own, or of a library such as Dapper.</summary>
    /// <exception cref="InvalidOperationException">No delivery is under way in this scope.</exception>
    public DbTransaction Transaction => Open.Transaction;

    private (DbConnection Connection, DbTransaction Transaction) Open => _open
        ?? throw new InvalidOperationException("No delivery is under way in this scope: the inbox has a transaction open as long as interceptors that were registered after it, and the handler, run.");

    /// <summary>Runs a statement. What stands in braces is sent as parameters, never as text of the statement.</summary>
    /// <param name="sql">The statement, such as <c>$"UPDATE partners SET name = {name} WHERE id = {id}"</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="DbException">The database refuses it.</exception>
    public async Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken = default)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads rows. What stands in braces is sent as parameters, never as text of the query.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DbException">The database refuses it.</exception>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(FormattableString sql, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    internal void Begin(DbConnection connection, DbTransaction transaction) => _open = (connection, transaction);

    internal void End() => _open = null;

    private DbCommand Command(FormattableString sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        return Connection.Command(Transaction, sql);
    }
}

/// <summary>Makes commands of interpolated texts.</summary>
internal static class DbCommands
{
    public static DbCommand Command(this DbConnection connection, DbTransaction? transaction, FormattableString sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        var names = new object[sql.ArgumentCount];
        for (var i = 0; i < names.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            parameter.Value = sql.GetArgument(i) ?? DBNull.Value;
            command.Parameters.Add(parameter);
            names[i] = parameter.ParameterName;
        }

#pragma warning disable CA2100 // The text is a constant of the caller; what came from elsewhere is a parameter.
        command.CommandText = string.Format(CultureInfo.InvariantCulture, sql.Format, names);
#pragma warning restore CA2100
        return command;
    }
}
