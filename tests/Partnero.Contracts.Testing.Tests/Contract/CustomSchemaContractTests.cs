using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>A consumer that is stricter than Partnero's schemas, and says so by schemas of its own.</summary>
public sealed class CustomSchemaContractTests
{
    [Theory]
    [InlineData("""{"type":"string","format":"uuid"}""")]
    [InlineData("""{"type":"string","pattern":"^p-[0-9]{10}$"}""")]
    [InlineData("""{"type":"integer","minimum":1}""")]
    public async Task A_consumer_with_ids_of_its_own_form_is_sent_such_and_keeps_the_contract(string id)
    {
        var schemas = WebhookSchemas.BuiltIn;
        foreach (var name in new[] { "partner.created", "partner.updated" })
            schemas = schemas.With(name, $$$$"""{"allOf":[{"type":"object","required":["id","email"],"properties":{"id":{{{{id}}}},"email":{"type":"string","format":"email"},"tags":{"type":"array","items":{"type":"string"},"maxItems":3}}}]}""");
        await using var consumer = await ScriptedConsumer.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var isSigned = new SignatureVerifier([ScriptedConsumer.Secret]).Verify(body.ToArray(), context.Request.Headers["Signature"].ToString());
            context.Response.StatusCode = !isSigned ? StatusCodes.Status401Unauthorized : IsRight(schemas, body.ToArray()) ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        });
        var seen = consumer.Seen();

        var report = await new ContractRunner(new WebhookConsumer(seen.Address, seen.Secret) { Schemas = schemas, Handles = ["partner.created", "partner.updated"] })
            .RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        // An unknown event has no schema, and this consumer takes none.
        Assert.All(report.Clauses.Where(clause => clause.Clause.Id is not "BODY-04"), clause => Assert.True(
            clause.Outcome is ClauseOutcome.Passed or ClauseOutcome.NotExercised, $"{clause.Clause}, seed {report.Seed}: {clause.Reason} {clause.Reproduction?.Sent} {clause.Reproduction?.Curl}"));
        Assert.True(report.Count(ClauseOutcome.Passed) > 20, $"{report.Count(ClauseOutcome.Passed)} passed.");
    }

    [Fact]
    public async Task Events_without_a_schema_exercise_no_clause_that_draws()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(StatusCodes.Status200OK, StatusCodes.Status401Unauthorized);
        var seen = consumer.Seen();

        var report = await new ContractRunner(new WebhookConsumer(seen.Address, seen.Secret) { Handles = ["voucher.created"] }).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ClauseOutcome.NotExercised, report.Clauses.Single(clause => clause.Clause.Id == "ROBUST-04").Outcome);
        Assert.DoesNotContain(report.Clauses, clause => clause.Outcome == ClauseOutcome.Failed);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    public async Task A_refused_event_without_a_schema_leaves_the_contract_undecided_and_its_schema_is_asked_for(int forged)
    {
        await using var consumer = await ScriptedConsumer.StartAsync(StatusCodes.Status400BadRequest, forged);
        var seen = consumer.Seen();
        var own = new WebhookConsumer(seen.Address, seen.Secret) { Handles = ["voucher.issued"] };

        var report = await new ContractRunner(own).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(VerdictKind.Undecided, report.Verdict.Kind);
        Assert.Contains("WebhookConsumer.Handles names voucher.issued, and no schema describes such an event", report.Verdict.Reason, StringComparison.Ordinal);
        Assert.Contains("WebhookConsumer.Schemas", report.Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_clause_says_that_the_schema_of_an_event_is_missing()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized);
        var seen = consumer.Seen();
        var own = new WebhookConsumer(seen.Address, seen.Secret) { Handles = ["voucher.issued"] };

        var exception = await Assert.ThrowsAsync<ContractUndecidedException>(() => PartneroContract.Find("BODY-01").VerifyAsync(own, TestContext.Current.CancellationToken));
        Assert.Contains("no schema describes such an event", exception.Message, StringComparison.Ordinal);
    }

    private static bool IsRight(WebhookSchemas schemas, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String && schemas.Events.Contains(name.GetString())
                && schemas.Validate(body).Count == 0;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
