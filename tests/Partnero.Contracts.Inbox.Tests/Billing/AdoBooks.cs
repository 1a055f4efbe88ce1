using System.Globalization;
using Partnero.Contracts.AspNetCore;

namespace Partnero.Contracts.Inbox.Tests.Billing;

internal sealed class AdoBooks(WebhookTransaction work) : IBooks
{
    public Task EnterAsync(string eventName, string entity, string fields, CancellationToken cancellationToken) =>
        work.ExecuteAsync($"INSERT INTO entries (event, entity, fields) VALUES ({eventName}, {entity}, {fields})", cancellationToken);

    public async Task<Known?> FindAsync(string kind, string id, CancellationToken cancellationToken)
    {
        // Whoever comes first writes the row, and others wait for it.
        await work.ExecuteAsync($"INSERT INTO entities (kind, id, as_of, deleted, fields) VALUES ({kind}, {id}, '', 0, '') ON CONFLICT (kind, id) DO UPDATE SET kind = excluded.kind", cancellationToken);
        var found = await work.QueryAsync(
            $"SELECT as_of, deleted, fields FROM entities WHERE kind = {kind} AND id = {id}", row => (AsOf: row.GetString(0), Known: row.GetInt32(1), Fields: row.GetString(2)), cancellationToken);
        return found is [{ AsOf: { Length: > 0 } asOf, Known: var deleted, Fields: var fields }] ? new(DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture), deleted == 1, fields) : null;
    }

    public Task StoreAsync(string kind, string id, Known? before, Known after, CancellationToken cancellationToken) =>
        work.ExecuteAsync($"UPDATE entities SET as_of = {after.AsOf.ToString("O", CultureInfo.InvariantCulture)}, deleted = {(after.IsDeleted ? 1 : 0)}, fields = {after.Fields} WHERE kind = {kind} AND id = {id}", cancellationToken);
}
