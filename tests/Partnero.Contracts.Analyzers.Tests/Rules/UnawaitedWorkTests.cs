using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;
using Partnero.Contracts.CodeFixes;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class UnawaitedWorkTests
{
    [Theory]
    [InlineData("_ = [|PayAsync()|];")]
    [InlineData("[|PayAsync()|];")]
    [InlineData("[|Task.Run(() => PayAsync())|];")]
    [InlineData("_ = [|Task.Run(PayAsync, CancellationToken.None)|];")]
    [InlineData("[|Task.Factory.StartNew(() => { })|];")]
    [InlineData("[|PayAsync().ContinueWith(_ => { })|];")]
    [InlineData("[|ThreadPool.QueueUserWorkItem(_ => { })|];")]
    [InlineData("[|new Thread(() => { }).Start()|];")]
    [InlineData("[|client?.GetAsync(\"https://example.test\")|];")]
    public Task Work_that_goes_on_by_itself_is_reported(string statement) => Snippet.ReportsAsync<UnawaitedWorkAnalyzer>(Handling(statement));

    [Theory]
    [InlineData("await PayAsync();")]
    [InlineData("await Task.Run(PayAsync, cancellationToken);")]
    [InlineData("var paying = PayAsync(); await Task.WhenAll(paying);")]
    [InlineData("_ = await client!.GetAsync(\"https://example.test\");")]
    [InlineData("_ = webhook.Data.Id; Console.WriteLine();")]
    [InlineData("Sync();")]
    public Task Awaited_work_is_not(string statement) => Snippet.ReportsAsync<UnawaitedWorkAnalyzer>(Handling(statement));

    [Fact]
    public Task Elsewhere_it_is_nothing_of_a_delivery() => Snippet.ReportsAsync<UnawaitedWorkAnalyzer>("""
        class Other
        {
            public void Warm() => _ = Task.Run(() => { });
        }
        """);

    [Fact]
    public Task An_interceptor_waits_too() => Snippet.ReportsAsync<UnawaitedWorkAnalyzer>("""
        class Queued : IWebhookInterceptor
        {
            public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
            {
                _ = [|Task.Run(async () => await next(CancellationToken.None))|];
                return default;
            }
        }
        """);

    [Theory]
    [InlineData("_ = [|PayAsync()|];", "await PayAsync();")]
    [InlineData("[|Task.Run(() => PayAsync())|];", "await Task.Run(() => PayAsync());")]
    public Task It_is_awaited(string statement, string replacement) => Snippet.FixesAsync<UnawaitedWorkAnalyzer, UnawaitedWorkFix>(Handling(statement), Handling(replacement));

    [Fact]
    public Task A_thread_and_a_function_that_is_not_async_are_left_to_the_writer()
    {
        const string Code = """
            class Pay : IPartnerCreatedHandler
            {
                public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
                {
                    _ = [|Task.Delay(1)|];
                    [|ThreadPool.QueueUserWorkItem(_ => { })|];
                    return default;
                }
            }
            """;
        return Snippet.FixesAsync<UnawaitedWorkAnalyzer, UnawaitedWorkFix>(Code, Code);
    }

    private static string Handling(string statement) => $$"""
        class Pay(HttpClient? client) : IPartnerCreatedHandler
        {
            public async ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
            {
                {{statement}}
                await Task.Yield();
            }

            static Task PayAsync() => Task.CompletedTask;

            void Sync() => Console.WriteLine(client);
        }
        """;
}
