using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Practice;

/// <summary>Code as teams write it: what is sound is left alone, and what the rule is about is marked.</summary>
public sealed class KeyAsIdentityPractice
{
    [Theory]
    [InlineData("sound: its own order, found by its number", "var order = await db.Set<Order>().SingleAsync(order => order.Number == webhook.Data.Key, cancellationToken); order.Commission = webhook.Data.Amount;")]
    [InlineData("sound: its own order, or none", "var order = await db.Set<Order>().FirstOrDefaultAsync(order => order.Number == webhook.Data.Key, cancellationToken); if (order is null) throw new InvalidOperationException(); order.Commission = webhook.Data.Amount;")]
    [InlineData("sound: order by HTTP", "var order = await client.GetStringAsync($\"orders/{webhook.Data.Key}\", cancellationToken); Console.WriteLine(order);")]
    [InlineData("sound: order by HTTP, GetAsync", "using var order = await client.GetAsync(\"orders/\" + webhook.Data.Key, cancellationToken);")]
    [InlineData("sound: order of a repository", "var order = await orders.GetAsync(webhook.Data.Key!); order.Commission = 1;")]
    [InlineData("sound: a turn for each order", "var turn = Turns.GetOrAdd(webhook.Data.Key!, _ => new SemaphoreSlim(1)); await turn.WaitAsync(cancellationToken);")]
    [InlineData("sound: counts", "Counts.AddOrUpdate(webhook.Data.Key!, 1, (_, count) => count + 1);")]
    [InlineData("sound: what is expected of an order", "if (!Counts.TryGetValue(webhook.Data.Key!, out var expected)) throw new InvalidOperationException(\"No such order.\"); Console.WriteLine(expected);")]
    [InlineData("sound: orders of tests", "if (\"T-1,T-2\".Contains(webhook.Data.Key!)) Console.WriteLine(\"a test order\");")]
    [InlineData("sound: id of the customer", "var owner = await db.Set<Order>().FirstOrDefaultAsync(order => order.Number == webhook.Data.Customer!.Id);")]
    [InlineData("reported: in a Where", "if (await db.Set<Sale>().Where(sale => sale.Key == [|webhook.Data.Key|]).AnyAsync(cancellationToken)) return;")]
    [InlineData("reported: by Equals", "if (await db.Set<Sale>().AnyAsync(sale => sale.Key!.Equals([|webhook.Data.Key|]), cancellationToken)) return;")]
    public Task Code_as_teams_write_it(string name, string statement) => Run<KeyAsIdentityAnalyzer>(name, $$"""
        class Sale { public int Id { get; set; } public string? Key { get; set; } public string? Shop { get; set; } }

        class Order { public int Id { get; set; } public string? Number { get; set; } public decimal? Commission { get; set; } }

        interface IOrders { Task<Order> GetAsync(string number); Task<bool> ExistsAsync(string number); }

        class Record(DbContext db, HttpClient client, IOrders orders) : ITransactionCreatedHandler
        {
            static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = [];
            static readonly ConcurrentDictionary<string, int> Counts = [];

            public async ValueTask HandleAsync(TransactionCreated webhook, CancellationToken cancellationToken)
            {
                _ = (client, orders);
                {{statement}}
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        """);

    [Theory]
    [InlineData("sound: a test finds what was recorded", "var sale = sales.Single(sale => sale.Key == created.Data.Key); Console.WriteLine(sale);")]
    [InlineData("sound: a test asserts", "Check.Contains(created.Data.Key, sales.Select(sale => sale.Key));")]
    public Task Code_of_tests(string name, string statement)
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<KeyAsIdentityAnalyzer>($$"""
            class Sale { public int Id { get; set; } public string? Key { get; set; } }

            static class Check { public static void Contains<T>(T expected, IEnumerable<T> all) { } }

            class RecordTests
            {
                public void It_is_recorded(TransactionCreated created, List<Sale> sales)
                {
                    {{statement}}
                }
            }
            """, isTest: true);
    }

    private static Task Run<TAnalyzer>(string name, string code)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<TAnalyzer>(code);
    }
}
