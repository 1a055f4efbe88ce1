using System.Data.Common;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Storage;

/// <summary>The inbox's transaction of the delivery under way, in which handlers write.</summary>
internal sealed class BillingSession(WebhookTransaction work, BillingDatabase database)
{
    /// <summary>Runs a statement. What stands in braces is a parameter.</summary>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken) => work.ExecuteAsync(database.Fit(sql), cancellationToken);

    /// <summary>Reads rows.</summary>
    public Task<IReadOnlyList<T>> QueryAsync<T>(FormattableString sql, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        work.QueryAsync(database.Fit(sql), read, cancellationToken);
}
