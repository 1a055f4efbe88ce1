using System.Text;
using System.Text.Json;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary><c>schema check</c>: what schemas make of real deliveries, and what would take them.</summary>
public sealed class SchemaCheckTests : IDisposable
{
    private const string Deviating = """{"id":"p-4711","status":5,"rank":"Gold-Secret","tags":["vip"]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("schema-check-");

    public void Dispose() => _folder.Delete(recursive: true);

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
    [InlineData("{\"id\":\"p1\"}", "/event is required", "Give the whole body of a request")]
    [InlineData("[]", "must be an object", "Give the whole body of a request")]
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
    public async Task What_is_proposed_takes_the_deliveries()
    {
        Delivery("partner.created", Deviating, "1.json");
        Delivery("partner.created", """{"id":"p2","rank":7,"status":"active"}""", "2.json");
        Delivery("payout.sent", """{"id":1,"sum":5}""", "3.json");
        var proposals = Path.Combine(_folder.FullName, "proposed");
        string[] check = ["schema", "check", _folder.FullName, "--propose", proposals];

        var first = await ToolRun.OfAsync(check);
        var second = await ToolRun.OfAsync("schema", "check", _folder.FullName, "--schemas", proposals);
        var again = await ToolRun.OfAsync(check);
        var forced = await ToolRun.OfAsync([.. check, "--force"]);

        // Replaced, they still take what they took before: there is nothing left to propose.
        Assert.Equal((1, 0, 0), (first.ExitCode, second.ExitCode, forced.ExitCode));
        Assert.Equal(["partner.created.schema.json", "payout.sent.schema.json"], Directory.GetFiles(proposals).Select(Path.GetFileName).Order());
        Assert.EndsWith("3 deliveries: 3 read.\n", second.Output, StringComparison.Ordinal);
        again.AssertRefusedWith("exists already, and nothing was written. Give another folder (--propose), or replace it (--force).");
    }

    [Fact]
    public async Task What_is_anonymised_reads_alike_and_has_nothing_of_the_original()
    {
        var delivery = Delivery("partner.created", Deviating, "p-4711 of Gold.json");
        var folder = Path.Combine(_folder.FullName, "shown");

        var run = await ToolRun.OfAsync("schema", "check", delivery, Write("none.json", "{"), "--anonymise", folder);
        var shown = Path.Combine(folder, "001-partner.created.json");
        var text = await File.ReadAllTextAsync(shown, TestContext.Current.CancellationToken);
        var other = await ToolRun.OfAsync("schema", "check", shown);

        Assert.Equal([shown], Directory.GetFiles(folder));
        Assert.Contains("/data/status must be a string, and is a number", other.Output, StringComparison.Ordinal);
        Assert.Contains("/data/rank is named by no schema, and is a string", other.Output, StringComparison.Ordinal);
        Assert.All(["4711", "Gold", "Secret", "vip", "shop", "abc123", "2025"], value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
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
        var run = await ToolRun.OfAsync("schema", "check", Delivery("partner.created", Deviating), "--json");

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
    public async Task A_folder_without_deliveries_is_named() =>
        (await ToolRun.OfAsync("schema", "check", _folder.FullName)).AssertRefusedWith("holds no delivery: no file that ends in .json");

    private string Delivery(string name, string data, string file = "delivery.json") => Write(
        file, $$"""{"event":"{{name}}","url":"https:\/\/shop.example\/webhooks","webhook_key":"wh_abc123","created_at":"2025-01-15T10:30:00.000000Z","data":{{data}}}""");

    private string Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        return path;
    }
}
