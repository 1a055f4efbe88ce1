using System.Text;
using System.Text.Json.Nodes;
using Partnero.Contracts.Mutants.PartneroWebhooks;
using Partnero.Contracts.Testing.Tests.Judges;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

/// <summary>The payloads of the guide and of the REST reference, under each event that could carry them.</summary>
public sealed class DocumentedPayloadTests
{
    public static TheoryData<string, string> Deliveries() => [.. PublishedPayloads.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Every_published_payload_is_valid_by_the_package_and_by_NJsonSchema_and_read(string file, string name)
    {
        var body = PublishedPayloads.Body(file, name);

        Assert.Empty(WebhookSchemas.BuiltIn.Validate(Encoding.UTF8.GetBytes(body)));
        Assert.Empty(NJsonSchemaJudge.Judge(name, body));
        Assert.Equal(name, new PartneroDispatcher().Read(Encoding.UTF8.GetBytes(body)).Event);
    }

    [Fact]
    public async Task Every_published_payload_is_valid_by_ajv()
    {
        AjvJudge.Require();
        var deliveries = PublishedPayloads.Deliveries.ToList();

        var verdicts = await AjvJudge.JudgeAsync(
            [.. deliveries.Select(delivery => ((JsonNode)AjvJudge.BodySchema(delivery.Event), PublishedPayloads.Body(delivery.File, delivery.Event)))], TestContext.Current.CancellationToken);

        foreach (var (delivery, faults) in deliveries.Zip(verdicts))
            Assert.True(faults.Length == 0, $"{delivery}: {string.Join("; ", faults.AsEnumerable())}");
    }

    [Theory]
    [InlineData("partner.created")]
    [InlineData("rest/partner")]
    [InlineData("rest/partner.created.minimal")]
    public void A_partner_without_an_id_is_not_valid(string file)
    {
        var body = JsonNode.Parse(PublishedPayloads.Body(file, "partner.created"))!;
        Assert.True(body["data"]!.AsObject().Remove("id"));

        var violation = Assert.Single(WebhookSchemas.BuiltIn.Validate(Encoding.UTF8.GetBytes(body.ToJsonString())));
        Assert.Equal(("/data", "required", "id"), (violation.Pointer, violation.Keyword, violation.Name));
    }

    [Fact]
    public void Each_file_of_the_folder_is_an_event_of_the_package() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "schemas", "events")).Select(file => Path.GetFileName(file).Replace(".schema.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        WebhookSchemas.BuiltIn.Events);
}
