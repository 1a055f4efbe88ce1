using System.Text.Json;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Schemas;

/// <summary>The schemas by themselves: they are what everything else is made from.</summary>
public sealed class SchemaFileTests
{
    private const string Ending = ".schema.json";

    private static readonly string[] DocumentedEvents =
    [
        "customer.created", "customer.deleted", "customer.updated",
        "partner.approved", "partner.archived", "partner.created", "partner.deleted", "partner.rejected", "partner.updated",
        "reward.approved", "reward.created", "reward.paid",
        "transaction.created", "transaction.deleted", "transaction.updated",
    ];

    /// <summary>Named by the sender's own n8n node alone.</summary>
    private static readonly string[] UndocumentedEvents =
    [
        "customer.credited", "customer.rewarded",
        "lead.converted", "lead.rejected", "lead.submitted",
        "subscriber.created", "subscriber.deleted", "subscriber.rewarded", "subscriber.updated",
    ];

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folders.Schemas, "*" + Ending, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folders.Schemas, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_event_that_is_known_has_a_schema_and_no_other_has() => Assert.Equal(
        DocumentedEvents.Concat(UndocumentedEvents).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Folders.Schemas, "events")).Select(file => Path.GetFileName(file)[..^Ending.Length]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_is_of_draft_07(string file) =>
        Assert.Equal("http://json-schema.org/draft-07/schema#", Read(file).GetProperty("$schema").GetString());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_has_an_id_that_ends_in_its_path(string file) =>
        Assert.Equal(
            "https://partnero-contracts.example/schemas/" + file.Replace('\\', '/'),
            Read(file).GetProperty("$id").GetString());

    [Fact]
    public void Every_id_is_the_only_one_of_its_kind() => Assert.Distinct(Files.Select(row => Read(row.Data).GetProperty("$id").GetString()));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_says_what_it_describes(string file) => Assert.NotEmpty(Read(file).GetProperty("description").GetString()!);

    [Fact]
    public void The_title_of_an_event_is_the_name_of_its_file() => Assert.All(
        DocumentedEvents, name => Assert.Equal(name, Read(Path.Combine("events", name + Ending)).GetProperty("title").GetString()));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_property_is_described(string file) => Assert.All(
        Properties(Read(file)),
        property => Assert.True(
            property.Value.TryGetProperty("description", out var description) && description.GetString() is { Length: > 0 },
            $"The property '{property.Name}' has no description."));

    private static JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(Path.Combine(Folders.Schemas, file)));

    private static IEnumerable<JsonProperty> Properties(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member =>
            (member.Name == "properties" ? member.Value.EnumerateObject() : Enumerable.Empty<JsonProperty>()).Concat(Properties(member.Value))),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Properties),
        _ => [],
    };
}
