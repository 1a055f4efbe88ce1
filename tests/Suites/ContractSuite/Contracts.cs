using Partnero.Contracts.Testing;
using Xunit;

namespace ContractSuite;

/// <summary>What a user writes.</summary>
public sealed class SoundContract(SoundApp app) : IClassFixture<SoundApp>
{
    [PartneroWebhookContract]
    public Task Sound_keeps_the_contract(WebhookClause clause) =>
        clause.VerifyAsync(app.Running.Consumer, TestContext.Current.CancellationToken);
}

/// <summary>A consumer that breaks two clauses.</summary>
public sealed class NoDedupeContract(NoDedupeApp app) : IClassFixture<NoDedupeApp>
{
    [PartneroWebhookContract(Only = ["SIG-01", "IDEM-01", "IDEM-03"])]
    public Task NoDedupe_breaks_two(WebhookClause clause) =>
        clause.VerifyAsync(app.Running.Consumer, TestContext.Current.CancellationToken);
}

/// <summary>A consumer that shows no effects, and is excused from one clause.</summary>
public sealed class BlindContract(SoundApp app) : IClassFixture<SoundApp>
{
    [PartneroWebhookContract(Only = ["SIG-01", "SIG-02", "IDEM-01"])]
    public Task Blind_is_skipped(WebhookClause clause)
    {
        var seen = app.Running.Consumer;
        var consumer = new WebhookConsumer(seen.Address, seen.Secret)
        {
            Waived = new Dictionary<string, string> { ["SIG-02"] = "the gateway in front refuses it" },
        };
        return clause.VerifyAsync(consumer, TestContext.Current.CancellationToken);
    }
}

/// <summary>Mistakes that would pass, were they not found.</summary>
public sealed class CarelessContract
{
    [PartneroWebhookContract(Only = ["SIG-01"])]
    public Task Careless_never_verifies(WebhookClause clause)
    {
        _ = clause.Id;
        return Task.CompletedTask;
    }
}
