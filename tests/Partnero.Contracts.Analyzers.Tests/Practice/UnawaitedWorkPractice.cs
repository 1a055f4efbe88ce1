using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Practice;

/// <summary>Code as teams write it: what is sound is left alone, and what the rule is about is marked.</summary>
public sealed class UnawaitedWorkPractice
{
    [Theory]
    [InlineData("sound: a job queue takes expressions", "jobs.Enqueue(() => PayAsync());")]
    [InlineData("sound: a job queue takes expressions of actions", "jobs.EnqueueAction(() => PayAsync());")]
    [InlineData("sound: a thread that is joined", "var thread = new Thread(() => { }); thread.Start(); thread.Join();")]
    [InlineData("sound: its failure is logged, and it is awaited", "var paying = PayAsync(); _ = paying.ContinueWith(one => Console.WriteLine(one.Exception), TaskContinuationOptions.OnlyOnFaulted); await paying;")]
    [InlineData("sound: a channel", "await queue.Writer.WriteAsync(webhook, cancellationToken); queue.Writer.TryWrite(webhook);")]
    [InlineData("sound: functions that are kept", "var all = new List<Func<Task>> { () => PayAsync() }; foreach (var one in all) await one();")]
    [InlineData("sound: completed", "_ = Task.CompletedTask;")]
    [InlineData("reported: ConfigureAwait", "[|PayAsync().ConfigureAwait(false)|];")]
    [InlineData("reported: discarded ConfigureAwait", "_ = [|PayAsync().ConfigureAwait(false)|];")]
    [InlineData("reported: async void", "[|PayVoid()|];")]
    [InlineData("reported: Forget", "[|PayAsync().Forget()|];")]
    [InlineData("reported: ForEach async", "new List<int> { 1 }.ForEach([|async one => await PayAsync()|]);")]
    [InlineData("reported: an async Action", "Action pay = [|async () => await PayAsync()|]; pay();")]
    public Task Code_as_teams_write_it(string name, string statement) => Run<UnawaitedWorkAnalyzer>(name, $$"""
        interface IJobs { string Enqueue(System.Linq.Expressions.Expression<Func<Task>> call); string EnqueueAction(System.Linq.Expressions.Expression<Action> call); }

        static class Tasks { public static async void Forget(this Task task) { try { await task; } catch (Exception) { Console.WriteLine(); } } }

        class Pay(IJobs jobs, System.Threading.Channels.Channel<PartnerCreated> queue) : IPartnerCreatedHandler
        {
            public async ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
            {
                _ = (jobs, queue);
                {{statement}}
                await Task.Yield();
            }

            static Task PayAsync() => Task.CompletedTask;

            static async void PayVoid() => await PayAsync();
        }
        """);

    [Fact]
    public Task Reported_unreadable_handler() => Snippet.ReportsAsync<UnawaitedWorkAnalyzer>("""
        class Keep : IUnreadableWebhookHandler
        {
            public async ValueTask<UnreadableOutcome> HandleAsync(UnreadableWebhook delivery, CancellationToken cancellationToken)
            {
                await Task.Yield();
                _ = [|Task.Run(() => { })|];
                return default;
            }
        }
        """);

    [Fact]
    public Task Sound_a_handler_that_is_a_hosted_service_too() => Snippet.ReportsAsync<UnawaitedWorkAnalyzer>("""
        class Worker : IHostedService, IPartnerCreatedHandler
        {
            public Task StartAsync(CancellationToken cancellationToken) { _ = RunAsync(); return Task.CompletedTask; }

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default;

            static Task RunAsync() => Task.CompletedTask;
        }
        """);

    private static Task Run<TAnalyzer>(string name, string code)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<TAnalyzer>(code);
    }
}
