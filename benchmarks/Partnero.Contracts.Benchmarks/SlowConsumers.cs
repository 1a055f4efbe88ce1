using System.Globalization;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Mutants.Unusuals;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Benchmarks;

/// <summary>How long a whole check takes of sound consumers that are slow, each in a way of its own: <c>slow</c>, or <c>slow NAME</c> for some.</summary>
internal static class SlowConsumers
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private static readonly IReadOnlyList<Slow> All =
    [
        new("quick", Mutant.Sound with { EffectTimeout = Timeout }),
        new("answers-300", Answering(TimeSpan.FromMilliseconds(300))),
        new("answers-1500", Answering(TimeSpan.FromMilliseconds(1500))),
        new("looks-300", Mutant.Sound with { EffectTimeout = Timeout }) { Look = TimeSpan.FromMilliseconds(300) },
        new("effects-250", Working(new QueueHabits { Delay = TimeSpan.FromMilliseconds(250) })),
        new("once-a-second", Working(new QueueHabits { Interval = TimeSpan.FromSeconds(1) })),
    ];

    public static async Task<int> RunAsync(string[] names)
    {
        var code = 0;
        foreach (var slow in All.Where(slow => names.Length == 0 || names.Contains(slow.Name)))
        {
            await using var running = await RunningMutant.StartAsync(slow.Mutant);
            var report = await new ContractRunner(slow.Of(running.Consumer)) { Connections = 8, MaxConnections = 48 }.RunAsync();
            var longest = report.Clauses.OrderByDescending(clause => clause.Duration).TakeWhile(clause => clause.Duration.TotalSeconds >= 0.5).Select(clause => string.Create(CultureInfo.InvariantCulture, $"{clause.Clause.Id} {clause.Duration.TotalSeconds:0.0}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slow.Name}: {report.Duration.TotalSeconds:0.0} s, {report.Verdict}; {report.LeftOut}"));
            Console.WriteLine($"  {string.Join(", ", longest)}");
            foreach (var clause in report.Clauses.Where(clause => clause.Outcome is ClauseOutcome.Failed or ClauseOutcome.Advised or ClauseOutcome.NotExercised))
                Console.WriteLine($"  {clause.Clause.Id} {clause.Outcome}: {clause.Reason}");
            if (!report.IsKept)
                code = 1;
        }

        return code;
    }

    private static Mutant Answering(TimeSpan after) => new("slow", "answers late", [], builder => builder.Inbox().Around(async (context, next) =>
    {
        await Task.Delay(after, context.RequestAborted);
        await next(context);
    }))
    { EffectTimeout = Timeout };

    private static Mutant Working(QueueHabits habits) => new("slow", "works late", [], builder => builder.Map(new QueueFirst(builder, habits).Map)) { EffectTimeout = Timeout };

    private sealed record Slow(string Name, Mutant Mutant)
    {
        /// <summary>How long one look at its effects or its state takes.</summary>
        public TimeSpan Look { get; init; }

        public WebhookConsumer Of(WebhookConsumer consumer) => Look == TimeSpan.Zero ? consumer : new(consumer.Address, consumer.Secret)
        {
            Effects = async (name, id, cancellationToken) =>
            {
                await Task.Delay(Look, cancellationToken);
                return await consumer.Effects!(name, id, cancellationToken);
            },
            State = async (entity, id, cancellationToken) =>
            {
                await Task.Delay(Look, cancellationToken);
                return await consumer.State!(entity, id, cancellationToken);
            },
            FailFor = consumer.FailFor,
            Clock = consumer.Clock,
            Restart = consumer.Restart,
            Replica = consumer.Replica,
            SetSecrets = consumer.SetSecrets,
            EffectTimeout = consumer.EffectTimeout,
            AnswerTimeout = consumer.AnswerTimeout,
        };
    }
}
