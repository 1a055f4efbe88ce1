using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class KeyAsIdentityTests
{
    [Theory]
    [InlineData("if (await db.Set<Sale>().AnyAsync(sale => sale.Key == [|webhook.Data.Key|])) return;")]
    [InlineData("var key = webhook.Data.Key; if (await db.Set<Sale>().AnyAsync(sale => [|key|] == sale.Key)) return;")]
    [InlineData("var transaction = webhook.Data; if (db.Set<Sale>().FirstOrDefault(sale => sale.Key == [|transaction.Key|]) is not null) return;")]
    [InlineData("if (await db.Set<Sale>().FindAsync([|webhook.Data.Key|]) is not null) return;")]
    [InlineData("if (!Seen.Add([|webhook.Data.Key|]!)) return;")]
    [InlineData("if (!Known.TryAdd($\"transaction:{[|webhook.Data.Key|]}\", true)) return;")]
    public Task Whether_it_is_new_cannot_be_told_by_the_key(string statement) => Snippet.ReportsAsync<KeyAsIdentityAnalyzer>(Handling(statement));

    [Theory]
    [InlineData("if (!Known.TryAdd($\"{webhook.Data.Key}:{webhook.CreatedAt:O}\", true)) return;")]
    [InlineData("if (!Known.TryAdd(webhook.Identity.BodyHash, true)) return;")]
    [InlineData("if (await db.Set<Sale>().AnyAsync(sale => sale.Key == webhook.Data.Key && sale.At == webhook.Data.CreatedAt)) return;")]
    [InlineData("if (await db.Set<Sale>().AnyAsync(sale => sale.Id == webhook.Data.Action)) return;")]
    [InlineData("var owner = await db.Set<Sale>().FirstOrDefaultAsync(sale => sale.Owner == webhook.Data.Partner!.Id);")]
    [InlineData("db.Add(new Sale { Key = webhook.Data.Key });")]
    [InlineData("var all = await db.Set<Sale>().Where(sale => sale.Key == webhook.Data.Key).ToListAsync();")]
    public Task Other_questions_are_not_reported(string statement) => Snippet.ReportsAsync<KeyAsIdentityAnalyzer>(Handling(statement));

    [Fact]
    public Task A_change_finds_its_transaction_by_the_key_that_it_has() => Snippet.ReportsAsync<KeyAsIdentityAnalyzer>("""
        class Sale { public int Id { get; set; } public string? Key { get; set; } }

        class Change(DbContext db) : ITransactionUpdatedHandler
        {
            public async ValueTask HandleAsync(TransactionUpdated webhook, CancellationToken cancellationToken)
            {
                var sale = await db.Set<Sale>().FirstOrDefaultAsync(sale => sale.Key == webhook.Data.Key, cancellationToken);
            }
        }
        """);

    private static string Handling(string statement) => $$"""
        class Sale { public string? Id { get; set; } public string? Key { get; set; } public string? Owner { get; set; } public DateTimeOffset? At { get; set; } }

        class Record(DbContext db) : ITransactionCreatedHandler
        {
            static readonly HashSet<string> Seen = [];
            static readonly ConcurrentDictionary<string, bool> Known = [];

            public async ValueTask HandleAsync(TransactionCreated webhook, CancellationToken cancellationToken)
            {
                {{statement}}
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        """;
}
