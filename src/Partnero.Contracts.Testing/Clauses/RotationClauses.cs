using System.Security.Cryptography;
using System.Text;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>What holds while the signing secret is changed, and afterwards.</summary>
internal static class RotationClauses
{
    private const string Source = "The Webhooks API answers the signing secret of a webhook, and a new webhook has a new one; the sender signs with the one that it has now.";

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "ROTATE-01",
            Title = "takes either secret while both hold",
            IsAdvice = true,
            GoesAlone = true,
            Why = "What was dispatched before the change is still on its way after it, for as long as the sender tries again.",
            Source = Source,
            Remedy = "Compare the signature with that of each secret that is configured.",
            Needs = [Capability.SetSecrets],
            Check = (run, cancellationToken) => WithSecretsAsync(run, CheckBothAsync, cancellationToken),
        },
        new()
        {
            Id = "ROTATE-02",
            Title = "takes the new secret once it is set",
            GoesAlone = true,
            Why = "A consumer that keeps the first secret that it saw refuses every event after a change, until somebody restarts it.",
            Source = Source,
            Remedy = "Read the secret where each delivery is verified, and keep no copy of it.",
            Needs = [Capability.SetSecrets],
            Check = (run, cancellationToken) => WithSecretsAsync(run, CheckNewAsync, cancellationToken),
        },
        new()
        {
            Id = "ROTATE-03",
            Title = "refuses the old secret once it is gone",
            GoesAlone = true,
            Why = "A secret is changed because somebody else may know it: whoever does goes on forging events.",
            Source = Source,
            Remedy = "Verify with the secrets that are configured now alone, and clear what was cached of others.",
            Needs = [Capability.SetSecrets],
            Check = (run, cancellationToken) => WithSecretsAsync(run, CheckOldAsync, cancellationToken),
        },
        new()
        {
            Id = "ROTATE-04",
            Title = "a duplicate that is signed with the new secret takes effect once",
            GoesAlone = true,
            Why = "A retry after the change has the same body and another signature: a consumer that knows deliveries by their signature pays twice.",
            Source = "The signature is made from the body and the secret, so that it changes with the secret. Whether the sender signs a retry again is not known.",
            Remedy = "Know a delivery by its body, and not by its signature.",
            Needs = [Capability.Effects, Capability.SetSecrets],
            Check = (run, cancellationToken) => WithSecretsAsync(run, CheckDuplicatesAsync, cancellationToken),
        },
    ];

    /// <summary>Checks with a new secret, and sets the old one again, whatever was found.</summary>
    private static async Task<ClauseFinding> WithSecretsAsync(ClauseRun run, Func<ClauseRun, string, CancellationToken, Task<ClauseFinding>> check, CancellationToken cancellationToken)
    {
        var old = run.Consumer.Secret;

        // Sixteen letters and digits, as the sender's.
        var secret = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("new " + old)))[..16];
        try
        {
            return await check(run, secret, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await run.Switches.SetSecretsAsync([old], CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<ClauseFinding> CheckBothAsync(ClauseRun run, string secret, CancellationToken cancellationToken)
    {
        await run.Switches.SetSecretsAsync([run.Consumer.Secret, secret], cancellationToken).ConfigureAwait(false);
        foreach (var (signer, what) in new[] { (run.Consumer.Secret, "the old secret"), (secret, "the new secret"), (run.Consumer.Secret, "the old secret") })
        {
            var delivery = Prepare(run, signer, $"{what}, while both hold");
            var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
            if (!answer.IsAccepted)
                return ClauseFinding.Broken(delivery, "a 2xx", answer);
        }

        return ClauseFinding.Kept;
    }

    private static async Task<ClauseFinding> CheckNewAsync(ClauseRun run, string secret, CancellationToken cancellationToken)
    {
        await run.Switches.SetSecretsAsync([secret], cancellationToken).ConfigureAwait(false);
        var delivery = Prepare(run, secret, "the new secret, which alone holds");
        var answer = await run.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        return answer.IsAccepted ? ClauseFinding.Kept : ClauseFinding.Broken(delivery, "a 2xx", answer);
    }

    private static async Task<ClauseFinding> CheckOldAsync(ClauseRun run, string secret, CancellationToken cancellationToken)
    {
        // It is used while both hold, so that whoever keeps what was right has it.
        await run.Switches.SetSecretsAsync([run.Consumer.Secret, secret], cancellationToken).ConfigureAwait(false);
        await run.SendAsync(Prepare(run, run.Consumer.Secret, "the old secret, while both hold"), cancellationToken).ConfigureAwait(false);
        var old = Prepare(run, run.Consumer.Secret, "the old secret, which is gone");
        await run.Switches.SetSecretsAsync([secret], cancellationToken).ConfigureAwait(false);
        var answer = await run.SendAsync(old, cancellationToken).ConfigureAwait(false);
        if (answer.IsAccepted)
            return ClauseFinding.Broken(old, "a refusal, such as 401", answer);
        if (!run.Effects.IsGiven || !run.Baseline.Effective.Contains(old.Event))
            return ClauseFinding.Kept;
        await run.Effects.QuietAsync(run.Baseline.EffectLatency, cancellationToken).ConfigureAwait(false);
        var count = await run.Effects.CountAsync(old, cancellationToken).ConfigureAwait(false);
        return count == 0 ? ClauseFinding.Kept : ClauseFinding.Broken(old, "no effect", $"{answer}, and {Words.Effects(count)}");
    }

    private static async Task<ClauseFinding> CheckDuplicatesAsync(ClauseRun run, string secret, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
            sent.Add(await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false) with { Note = "valid and signed; then, once the secret has changed, the same bytes signed with the new one" });
        foreach (var delivery in sent)
            await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);

        await run.Switches.SetSecretsAsync([secret], cancellationToken).ConfigureAwait(false);
        var taken = new List<WebhookDelivery>();
        foreach (var delivery in sent)
        {
            // Whether the new secret is taken at all is the question of another clause.
            if ((await run.RetryAsync(delivery.Signed(secret), cancellationToken).ConfigureAwait(false)).IsAccepted)
                taken.Add(delivery);
        }

        await run.Switches.SetSecretsAsync([run.Consumer.Secret], cancellationToken).ConfigureAwait(false);
        return taken.Count > 0 ? await Expectations.EffectsAsync(run, taken, 1, cancellationToken).ConfigureAwait(false)
            : ClauseFinding.NotExercised("No duplicate that was signed with the new secret was accepted: see ROTATE-02.");
    }

    /// <summary>Of an event that stands alone: one that its entity is created for first would be created with a secret that may not hold now.</summary>
    private static WebhookDelivery Prepare(ClauseRun run, string secret, string what) =>
        run.Deliveries.Valid(run.AnyCreation).Signed(secret) with { Note = $"valid, and signed with {what}" };
}
