using System.Text.Json;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary><c>schema check --propose</c>: the schemas that would take what came.</summary>
public sealed class SchemaProposeTests : DeliveryFolder
{
    [Fact]
    public async Task What_is_proposed_takes_the_deliveries()
    {
        Delivery("partner.created", Deviating, "1.json");
        Delivery("partner.created", """{"id":"p2","rank":7,"status":"active"}""", "2.json");
        Delivery("payout.sent", """{"id":1,"sum":5}""", "3.json");
        var proposals = Path.Combine(Folder.FullName, "proposed");
        string[] check = ["schema", "check", Folder.FullName, "--propose", proposals, "--add-fields"];

        var first = await ToolRun.OfAsync(check);
        var second = await ToolRun.OfAsync("schema", "check", Folder.FullName, "--schemas", proposals);
        var again = await ToolRun.OfAsync(check);
        var forced = await ToolRun.OfAsync([.. check, "--force"]);

        // Replaced, they still take what they took before: there is nothing left to propose.
        Assert.Equal((1, 0, 0), (first.ExitCode, second.ExitCode, forced.ExitCode));
        Assert.Equal(["partner.created.schema.json", "payout.sent.schema.json"], Directory.GetFiles(proposals).Select(Path.GetFileName).Order());
        Assert.EndsWith("3 deliveries: 3 read.\n", second.Output, StringComparison.Ordinal);
        Assert.StartsWith($"Read with the schemas in '{proposals}' (--propose, --force).\n", forced.Output, StringComparison.Ordinal);
        again.AssertRefusedWith("exists already, and nothing was written. Give another folder (--propose), or replace it (--force).");
    }

    [Fact]
    public async Task A_field_without_a_name_stays_without_one_unless_it_is_asked_for()
    {
        var file = Delivery("partner.created", """{"id":"p1","rank":7,"status":5}""", "1.json");
        var proposals = Path.Combine(Folder.FullName, "proposed");

        var told = await ToolRun.OfAsync("schema", "check", file);
        await ToolRun.OfAsync("schema", "check", file, "--propose", proposals);
        var loosened = await ToolRun.OfAsync("schema", "check", file, "--schemas", proposals);
        await ToolRun.OfAsync("schema", "check", file, "--propose", proposals, "--force", "--add-fields");
        var named = await ToolRun.OfAsync("schema", "check", file, "--schemas", proposals);
        var alone = await ToolRun.OfAsync("schema", "check", file, "--add-fields");

        const string hint = "To have them named, too: --propose FOLDER --add-fields.";
        Assert.Contains(hint, told.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (loosened.ExitCode, named.ExitCode));
        Assert.Contains("/data/rank is named by no schema, and is a number\n", loosened.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is named by no schema", named.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(hint, named.Output, StringComparison.Ordinal);
        alone.AssertRefusedWith("--add-fields says what --propose writes: give --propose FOLDER too.");
    }

    [Fact]
    public async Task Bodies_that_are_no_webhooks_keep_no_other_from_being_told_and_taken()
    {
        Delivery("", """{"id":1}""", "1.json");
        Delivery(" ", """{"id":1}""", "2.json");
        Write("3.json", "{");
        Delivery("partner.created", Deviating, "4.json");
        var proposals = Path.Combine(Folder.FullName, "proposed");

        var run = await ToolRun.OfProcessAsync("schema", "check", Folder.FullName, "--propose", proposals, "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(["no-webhook", "no-webhook", "no-webhook", "deviating"], document.RootElement.GetProperty("deliveries").EnumerateArray().Select(delivery => delivery.GetProperty("outcome").GetString()));
        Assert.Contains("/event is blank", document.RootElement.GetProperty("deliveries")[0].GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Equal(["partner.created.schema.json"], Directory.GetFiles(proposals).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("../../evil.created")]
    [InlineData("a/b.created")]
    [InlineData("/evil.created")]
    [InlineData("..\\\\evil.created")]
    [InlineData("plainname")]
    [InlineData("Invoice.Settled")]
    [InlineData("evil.created\\u0000")]
    public async Task An_event_that_no_file_can_be_named_after_is_told_so_and_nothing_is_written_for_it(string name)
    {
        var deliveries = Folder.CreateSubdirectory("a").CreateSubdirectory("b");
        Delivery(name, """{"id":1}""", Path.Combine("a", "b", "1.json"));
        Delivery("partner.created", Deviating, Path.Combine("a", "b", "2.json"));

        var run = await ToolRun.OfAsync("schema", "check", deliveries.FullName, "--propose", Path.Combine(deliveries.FullName, "proposed"));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("--propose writes none, for no file can be named after this event: events have names of lower-case letters", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nNot written: a schema of '", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.created.schema.json", run.Output, StringComparison.Ordinal);
        Assert.Equal(["1.json", "2.json", "partner.created.schema.json"], Directory.GetFiles(Folder.FullName, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task An_event_with_a_name_longer_than_that_of_a_file_keeps_no_other_from_being_written()
    {
        Delivery(new string('a', 300) + ".b", """{"id":1}""", "1.json");
        Delivery("partner.created", Deviating, "2.json");

        var run = await ToolRun.OfAsync("schema", "check", Folder.FullName, "--propose", Path.Combine(Folder.FullName, "proposed"));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("of at most 200 characters", run.Output, StringComparison.Ordinal);
        Assert.Contains("partner.created.schema.json\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_replaces_schemas_takes_what_they_took_with_and_without_others()
    {
        var (proposals, others) = (Path.Combine(Folder.FullName, "proposed"), Folder.CreateSubdirectory("others"));
        await File.WriteAllTextAsync(Path.Combine(others.FullName, "order.placed.schema.json"), """{"type":"object","properties":{"id":{"type":"string"}}}""", TestContext.Current.CancellationToken);
        var first = Delivery("partner.created", """{"id":"p1","channel":"shop"}""", "1.json");
        var second = Delivery("partner.created", """{"id":"p1","status":5}""", "2.json");
        var third = Delivery("partner.created", """{"id":"p1","approved":5}""", "3.json");

        await ToolRun.OfAsync("schema", "check", first, "--propose", proposals, "--add-fields");
        var refused = await ToolRun.OfAsync("schema", "check", second, "--propose", proposals);
        await ToolRun.OfAsync("schema", "check", second, "--propose", proposals, "--force");
        await ToolRun.OfAsync("schema", "check", third, "--propose", proposals, "--force", "--schemas", others.FullName);
        var all = await ToolRun.OfAsync("schema", "check", first, second, third, "--schemas", proposals);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("With --force, what the schemas in that folder take is still taken.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("/data/status must be a string, and is a number\n", refused.Output, StringComparison.Ordinal);
        Assert.EndsWith("3 deliveries: 3 read.\n", all.Output, StringComparison.Ordinal);
        Assert.Contains("channel", await File.ReadAllTextAsync(Path.Combine(proposals, "partner.created.schema.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
