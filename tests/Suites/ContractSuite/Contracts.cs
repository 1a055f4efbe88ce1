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

/// <summary>A consumer that is down.</summary>
public sealed class NobodyContract
{
    [PartneroWebhookContract(Only = ["SIG-01", "SIG-02"])]
    public Task Nobody_is_there(WebhookClause clause) =>
        clause.VerifyAsync(new WebhookConsumer(new Uri("http://127.0.0.1:9/webhooks"), "s3cretOfTheSuite"), TestContext.Current.CancellationToken);
}

/// <summary>A test that fails before it verifies anything.</summary>
public sealed class StumblingContract
{
    [PartneroWebhookContract(Only = ["SIG-01"])]
    public Task Stumbles_first(WebhookClause clause) => throw new InvalidOperationException($"The database of {clause.Id} is not there.");
}

/// <summary>A consumer that is to handle nothing, and one that is excused from all that is asked.</summary>
public sealed class UndecidedContract(SoundApp app) : IClassFixture<SoundApp>
{
    [PartneroWebhookContract(Only = ["BODY-01", "SIG-01"])]
    public Task Nothing_is_handled(WebhookClause clause) =>
        clause.VerifyAsync(new WebhookConsumer(app.Running.Consumer.Address, app.Running.Consumer.Secret) { Handles = [] }, TestContext.Current.CancellationToken);

    [PartneroWebhookContract(Only = ["SIG-02"])]
    public Task All_is_waived(WebhookClause clause)
    {
        var consumer = new WebhookConsumer(app.Running.Consumer.Address, app.Running.Consumer.Secret)
        {
            Waived = new Dictionary<string, string> { ["SIG-02"] = "the gateway in front refuses it" },
        };
        return clause.VerifyAsync(consumer, TestContext.Current.CancellationToken);
    }
}

/// <summary>A consumer in the same process that fails, and logs why.</summary>
public sealed class LoggingContract(LoggingApp app) : IClassFixture<LoggingApp>
{
    [PartneroWebhookContract(Only = ["BODY-01", "SIG-01"])]
    public Task Failing_shows_its_log(WebhookClause clause) => clause.VerifyAsync(app.Consumer, TestContext.Current.CancellationToken);
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

/// <summary>Any mutant: run alone, by a test that compares it with the other ways to check a consumer.</summary>
public sealed class NamedContract(NamedApp app) : IClassFixture<NamedApp>
{
    [PartneroWebhookContract]
    public Task Named_keeps_the_contract(WebhookClause clause) =>
        clause.VerifyAsync(app.Running.Consumer, TestContext.Current.CancellationToken);
}
