using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

/// <summary>Checks single clauses against a consumer in process, of which a test says what the first deliveries showed.</summary>
internal sealed class ClauseBench(SoundHandler handler)
{
    /// <summary>The events that the consumer accepts.</summary>
    public string[] Accepted { get; init; } = ["partner.created"];

    /// <summary>Those of them that take effect; all unless a test says otherwise.</summary>
    public string[]? Effective { get; init; }

    /// <summary>The events that it refuses, and how.</summary>
    public string[] Refused { get; init; } = [];

    public DeliveryAnswer? Refusal { get; init; }

    public string[]? Handles { get; init; }

    public WebhookSchemas Schemas { get; init; } = WebhookSchemas.BuiltIn;

    public string Secret { get; init; } = ScriptedHandler.Secret;

    public bool FailsAtEveryPoint { get; init; } = true;

    /// <summary>How long an answer is waited for: as long as the sender does, unless none is to come.</summary>
    public TimeSpan AnswerTimeout { get; init; } = PartneroFacts.Sheet.AnswerTimeout;

    /// <summary>What the consumer lets the contract do with it.</summary>
    public IReadOnlyList<Capability> Gives { get; init; } = Capability.All;

    /// <summary>Changes what the first deliveries showed.</summary>
    public Func<Baseline, Baseline> Knowing { get; init; } = baseline => baseline;

    /// <summary>What a clause finds, without what is asked of the consumer before and after it.</summary>
    public Task<ClauseFinding> FindAsync(string id) => FindAsync(run => PartneroContract.Find(id).Check(run, TestContext.Current.CancellationToken));

    /// <summary>Why a clause is not checked at all; kept where it is.</summary>
    public Task<ClauseFinding> FindMissingAsync(string id) => FindAsync(run => Task.FromResult(Preconditions.Find(PartneroContract.Find(id), run) ?? ClauseFinding.Kept));

    public async Task<ClauseFinding> FindAsync(Func<ClauseRun, Task<ClauseFinding>> check)
    {
        var consumer = new WebhookConsumer(handler, ScriptedHandler.Address, Secret)
        {
            Handles = Handles,
            Schemas = Schemas,
            Effects = Gives.Contains(Capability.Effects) ? handler.FindAsync : null,
            State = Gives.Contains(Capability.State) ? handler.FindStateAsync : null,
            FailFor = Gives.Contains(Capability.FailFor) ? handler.FailAsync : null,
            Clock = Gives.Contains(Capability.Clock) ? new VirtualClock(handler.AdvanceAsync) : null,
            Restart = Gives.Contains(Capability.Restart) ? _ => Task.FromResult(ScriptedHandler.Address) : null,
            Replica = Gives.Contains(Capability.Replica) ? SoundHandler.Replica : null,
            SetSecrets = Gives.Contains(Capability.SetSecrets) ? handler.SetSecretsAsync : null,
            FailsAtEveryPoint = FailsAtEveryPoint,
            AnswerTimeout = AnswerTimeout,
            EffectTimeout = TimeSpan.FromMilliseconds(40),
            RetryLimits = Bench.ShortLimits,
        };
        // As short as it gets, however busy the machine is.
        using var session = new ConsumerSession(consumer, new ConsumerHistory()) { HistoryLimits = HistoryLimits.Default with { Budget = TimeSpan.FromMinutes(1), Smaller = TimeSpan.FromMinutes(1) } };
        var baseline = Knowing(Bench.Baseline(consumer, Accepted, Effective ?? Accepted, Refusal, Refused));
        try
        {
            return await check(session.Run(baseline, baseline.Identity, "TEST-01"));
        }
        catch (ClauseEndedException ended)
        {
            return ended.Finding;
        }
    }
}
