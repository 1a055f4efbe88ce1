using System.Text.Json;
using Partnero.Contracts.Generator.Tests.Support;
using Partnero.Contracts.TestSupport;

namespace Partnero.Contracts.Generator.Tests.Generated;

/// <summary>The built-in snapshots, run on every payload that Partnero publishes, under each event that could carry it.</summary>
public sealed class PublishedPayloadTests(PayloadTests.Generated generated) : IClassFixture<PayloadTests.Generated>
{
    public static TheoryData<string, string> Deliveries => [.. PublishedPayloads.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void A_published_payload_is_read_by_each_event_that_could_carry_it(string file, string name)
    {
        object webhook = generated.Assembly.Read(PublishedPayloads.Body(file, name));

        Assert.Equal(name, ((PartneroWebhook)webhook).Event);
        Assert.IsNotType<UnknownWebhook>(webhook);
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Every_text_number_and_boolean_of_a_published_payload_is_in_what_was_read(string file, string name)
    {
        object webhook = generated.Assembly.Read(PublishedPayloads.Body(file, name));

        using var document = JsonDocument.Parse(PublishedPayloads.Body(file, name));
        var data = webhook.GetType().GetProperty("Data")!.GetValue(webhook)!;
        foreach (var member in document.RootElement.GetProperty("data").EnumerateObject().Where(member => member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array or JsonValueKind.Object)))
            Assert.True(IsRead(member, data), $"{member} is not in {data}");
    }

    [Fact]
    public void Each_file_of_the_folder_is_among_the_published_payloads() => Assert.Equal(
        Directory.EnumerateFiles(Folders.Payloads, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folders.Payloads, file).Replace('\\', '/')[..^".json".Length]).Order(StringComparer.Ordinal),
        PublishedPayloads.Files.Order(StringComparer.Ordinal));

    /// <summary>In a property of the same name, or among what no schema describes.</summary>
    private static bool IsRead(JsonProperty member, object data)
    {
        var map = data as IReadOnlyDictionary<string, JsonElement> ?? (IReadOnlyDictionary<string, JsonElement>)data.GetType().GetProperty("AdditionalProperties")!.GetValue(data)!;
        if (map.TryGetValue(member.Name, out var kept))
            return JsonElement.DeepEquals(kept, member.Value);
        var read = data.GetType().GetProperty(string.Concat(member.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])))?.GetValue(data);
        return read switch
        {
            string text => text == member.Value.ToString(),
            decimal amount => amount == member.Value.GetDecimal(),
            long count => count == member.Value.GetInt64(),
            bool flag => flag == member.Value.GetBoolean(),
            DateTimeOffset moment => moment == member.Value.GetDateTimeOffset(),
            null => false,
            // A named reference, or a set of values, shows the text that it was made of.
            _ => new[] { "Id", "Value" }.Any(name => Equals(read.GetType().GetProperty(name)?.GetValue(read), member.Value.ToString())),
        };
    }
}
