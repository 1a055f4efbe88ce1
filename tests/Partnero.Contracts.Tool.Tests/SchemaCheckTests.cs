using System.Text;
using System.Text.Json;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary><c>schema check</c>: what schemas make of real deliveries, and what would take them.</summary>
public sealed class SchemaCheckTests : DeliveryFolder
{
    [Fact]
    public async Task What_is_read_as_it_is_described_is_said_and_is_a_success()
    {
        var run = await ToolRun.OfAsync("schema", "check", Delivery("partner.created", """{"id":"p1"}"""));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(": partner.created, read\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 delivery: 1 read.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deviations_and_unnamed_fields_are_said_with_their_remedy_and_no_value_is_printed()
    {
        var run = await ToolRun.OfAsync("schema", "check", Delivery("partner.created", Deviating));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(": partner.created, read, with a deviation\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  /data/status must be a string, and is a number\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  /data/rank is named by no schema, and is a string\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  to take it, at /data/status: \"type\": [\"string\",\"integer\"]\n", run.Output, StringComparison.Ordinal);
        Assert.All(["4711", "Gold", "vip", "shop.example", "wh_abc"], value => Assert.DoesNotContain(value, run.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_are_printed_where_they_are_asked_for() =>
        Assert.Contains("and is a string: \"Gold-Secret\"\n", (await ToolRun.OfAsync("schema", "check", Delivery("partner.created", Deviating), "--show-values")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_deep_value_is_written_as_json_too()
    {
        var deep = new string('[', 200) + new string(']', 200);

        var run = await ToolRun.OfProcessAsync("schema", "check", Delivery("partner.created", $$"""{"id":"p1","deep":{{deep}}}"""), "--json", "--show-values");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output, new JsonDocumentOptions { MaxDepth = 512 });
        Assert.Contains(deep, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_that_cannot_be_read_is_printed_too() =>
        Assert.Contains("/data/amount must be a number, and is a boolean: true\n", (await ToolRun.OfAsync("schema", "check", Delivery("reward.created", """{"amount":true,"id":"r1"}"""), "--show-values")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"amount":5,"id":{}}""", "unreadable", "/data/id must be a string or a whole number, and is an object.")]
    [InlineData("""{"amount":true,"id":"r1"}""", "unreadable", "/data/amount must be a number, and is a boolean.")]
    public async Task An_unreadable_payload_says_where_and_why(string data, string outcome, string why)
    {
        var run = await ToolRun.OfAsync("schema", "check", Delivery("reward.created", data));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($": reward.created, {outcome}\n  The payload breaks its schema: {why}\n  to take it, at ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"event\":", "The body is not JSON", "Keep the raw bytes")]
    [InlineData("{\"event\":\"\\ud800\"}", "not valid Unicode", "Keep the raw bytes")]
    [InlineData("", "The body is not JSON", "It is empty.")]
    [InlineData("\ufeff{\"event\":\"partner.created\"}", "The body is not JSON", "It begins with a byte order mark (EF BB BF)")]
    [InlineData("{\"id\":\"p1\"}", "/event is required", "Give the whole body of a request")]
    [InlineData("[]", "must be an object", "Give the whole body of a request")]
    [InlineData("""{"event":"partner.created","created_at":"2025-01-15T10:30:00Z","data":{"id":"p1"}}""", "/url is required", "This one lacks /url, /webhook_key, and is refused each time. If it was kept, add to the file what is missing, or delete it.")]
    [InlineData("""{"event":"partner.created","url":null,"webhook_key":"w","created_at":"2025-01-15T10:30:00Z","data":{}}""", "/url must be a string, and is null", "This one lacks /url, and is refused each time.")]
    [InlineData("""{"event":"partner.created","url":"u","webhook_key":"w","created_at":"2025-01-15","data":{}}""", "/created_at must be a date and time", "If it was kept, correct the field in the file, or delete it.")]
    [InlineData("""{"event":"","url":"u","webhook_key":"w","created_at":"2025-01-15T10:30:00Z","data":{}}""", "/event is blank.", "no schema describes an event without a name")]
    [InlineData("""{"event":" \t","url":"u","webhook_key":"w","created_at":"2025-01-15T10:30:00Z","data":{}}""", "/event is blank.", "no schema describes an event without a name")]
    public async Task What_is_no_webhook_is_told_with_what_to_do(string body, string why, string advice)
    {
        var run = await ToolRun.OfAsync("schema", "check", Write("body.json", body));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("body.json: no webhook\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(why, run.Output, StringComparison.Ordinal);
        Assert.Contains(advice, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_without_a_schema_is_told_with_the_nearest()
    {
        var run = await ToolRun.OfAsync("schema", "check", Delivery("partner.creatd", """{"id":"p1"}"""));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no schema describes the event", run.Output, StringComparison.Ordinal);
        Assert.Contains("Its name is nearly partner.created.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_unreadable_payload_hides_is_told_too()
    {
        var run = await ToolRun.OfAsync("schema", "check", Delivery("transaction.created", """{"key":"t","amount":{},"customer":{"id":"c","name":["Ann"]}}"""));

        Assert.Contains("\n  The payload breaks its schema: /data/amount must be a number, and is an object.\n  /data/customer/name must be a string, and is a list\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Jürgen/x", "/data/Jürgen~1x: no property can have this name")]
    [InlineData("e-mail", "/data/e-mail: a property of nearly this name is described already")]
    public async Task A_field_that_gets_no_name_is_told_why(string field, string words)
    {
        var run = await ToolRun.OfAsync("schema", "check", Delivery("partner.created", $$"""{"id":"p1","{{field}}":"x"}"""));

        Assert.Contains($"  it stays in AdditionalProperties, at {words}", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("to take it", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Invoice.Settled", "No event can be called 'Invoice.Settled'")]
    [InlineData("plainname", "'plainname' has no dot, so this file is not that of an event")]
    public async Task A_file_whose_schema_the_build_would_not_take_for_that_of_an_event_is_told_so(string name, string words)
    {
        var schemas = Folder.CreateSubdirectory("own");
        await File.WriteAllTextAsync(Path.Combine(schemas.FullName, name + ".schema.json"), """{"type":"object"}""", TestContext.Current.CancellationToken);

        var run = await ToolRun.OfAsync("schema", "check", Delivery(name, """{"id":1}"""), "--schemas", schemas.FullName);

        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_of_the_anonymised_and_which_names_stayed_is_told()
    {
        Write("1.json", "{");
        Delivery("annsmith.signed_up", """{"note":"Ann","ann_smith":{"john_doe":1,"status":"Ann"}}""", "2.json");
        var folder = Path.Combine(Folder.FullName, "shown");

        var run = await ToolRun.OfAsync("schema", "check", Folder.FullName, "--anonymise", folder);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "001.json"), TestContext.Current.CancellationToken);

        Assert.Contains("1.json, which is not JSON, so that none of its values can be found.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Names that stayed, and that no schema has: ann_smith, annsmith.signed_up, note. ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"note\":\"", text, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("john_doe", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_anonymised_reads_alike_and_has_nothing_of_the_original()
    {
        var delivery = Delivery("partner.created", Deviating, "p-4711 of Gold.json");
        var folder = Path.Combine(Folder.FullName, "shown");

        var run = await ToolRun.OfAsync("schema", "check", delivery, Write("none.json", "{"), "--anonymise", folder);
        var shown = Path.Combine(folder, "001-partner.created.json");
        var text = await File.ReadAllTextAsync(shown, TestContext.Current.CancellationToken);
        var other = await ToolRun.OfAsync("schema", "check", shown);

        Assert.Equal([shown], Directory.GetFiles(folder));
        Assert.Contains("/data/status must be a string, and is a number", other.Output, StringComparison.Ordinal);
        Assert.Contains("/data/rank is named by no schema, and is a string", other.Output, StringComparison.Ordinal);
        Assert.All(["4711", "Gold", "Secret", "vip", "shop", "abc123", "2025-01-15"], value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_body_may_come_on_standard_input()
    {
        var run = await ToolRun.WithInputAsync(await File.ReadAllTextAsync(Delivery("partner.created", Deviating), TestContext.Current.CancellationToken), "schema", "check", "-");

        Assert.Contains("standard input: partner.created, read, with a deviation\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_it_says_the_same()
    {
        var run = await ToolRun.OfProcessAsync("schema", "check", Delivery("partner.created", Deviating), "--json");

        using var document = JsonDocument.Parse(run.Output);
        var delivery = document.RootElement.GetProperty("deliveries").EnumerateArray().Single();
        Assert.Equal(("partner.created", "deviating"), (delivery.GetProperty("event").GetString(), delivery.GetProperty("outcome").GetString()));
        Assert.Equal("/data/status", delivery.GetProperty("deviations")[0].GetProperty("pointer").GetString());
        Assert.Equal("/data/rank", delivery.GetProperty("unnamed")[0].GetProperty("pointer").GetString());
        Assert.DoesNotContain("Gold", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema check needs a delivery, such as delivery.json.", "schema", "check")]
    [InlineData("There is no option '--propse'. Did you mean --propose?", "schema", "check", "body.json", "--propse", "x")]
    [InlineData("There is no command 'chekc'. Did you mean check?", "schema", "chekc")]
    [InlineData("The delivery 'no-such.json' cannot be read", "schema", "check", "no-such.json")]
    [InlineData("--schemas", "schema", "check", "-", "--schemas", "no-such-folder")]
    [InlineData("--propose needs a value: --propose FOLDER.", "schema", "check", "body.json", "--propose")]
    public async Task A_wrong_command_is_told_with_what_was_meant(string words, params string[] arguments) => (await ToolRun.OfAsync(arguments)).AssertRefusedWith(words);

    [Fact]
    public async Task AFolder_without_deliveries_is_named() =>
        (await ToolRun.OfAsync("schema", "check", Folder.FullName)).AssertRefusedWith("holds no delivery: no file that ends in .json");
}
