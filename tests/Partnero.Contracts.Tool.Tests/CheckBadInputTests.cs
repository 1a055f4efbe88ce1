using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class CheckBadInputTests
{
    private const string Somewhere = "http://127.0.0.1:9/hook";

    [Theory]
    [InlineData("not-an-address", "not-an-address", "--secret", "s")]
    [InlineData("--secret", Somewhere)]
    [InlineData("--secret", Somewhere, "--secret", " ")]
    [InlineData("{event}", Somewhere, "--secret", "s", "--effects-url", "http://127.0.0.1:9/effects?id={id}")]
    [InlineData("absolute", Somewhere, "--secret", "s", "--effects-url", "effects?event={event}&id={id}")]
    [InlineData("{times}", Somewhere, "--secret", "s", "--fail-url", "http://127.0.0.1:9/fail?event={event}&id={id}")]
    [InlineData("{seconds}", Somewhere, "--secret", "s", "--clock-url", "http://127.0.0.1:9/clock")]
    [InlineData("The state command (--state-cmd) has a ' that is not closed", Somewhere, "--secret", "s", "--state-cmd", "psql 'select")]
    [InlineData("The restart command (--restart-cmd) names no program", Somewhere, "--secret", "s", "--restart-cmd", " ")]
    [InlineData("--clock-url and --clock-cmd are two ways to one thing", Somewhere, "--secret", "s", "--clock-url", "http://127.0.0.1:9/?{seconds}", "--clock-cmd", "true")]
    [InlineData("--only names 'SIG-99'", Somewhere, "--secret", "s", "--only", "SIG-99")]
    [InlineData("a clause and a reason", Somewhere, "--secret", "s", "--waive", "SIG-01")]
    [InlineData("--effect-timeout is '-1'", Somewhere, "--secret", "s", "--effect-timeout", "-1")]
    [InlineData("--effect-timeout is '0'", Somewhere, "--secret", "s", "--effect-timeout", "0")]
    [InlineData("--effect-timeout is '601'", Somewhere, "--secret", "s", "--effect-timeout", "601")]
    [InlineData("--effect-timeout is '1,5'", Somewhere, "--secret", "s", "--effect-timeout", "1,5")]
    [InlineData("--effect-timeout is 'NaN'", Somewhere, "--secret", "s", "--effect-timeout", "NaN")]
    [InlineData("--effect-timeout is 'Infinity'", Somewhere, "--secret", "s", "--effect-timeout", "Infinity")]
    [InlineData("--effect-timeout is 'soon'", Somewhere, "--secret", "s", "--effect-timeout", "soon")]
    [InlineData("--seed is '1.5'", Somewhere, "--secret", "s", "--seed", "1.5")]
    [InlineData("--only is ','", Somewhere, "--secret", "s", "--only", ",")]
    [InlineData("--waive names 'SIG-99'", Somewhere, "--secret", "s", "--waive", "SIG-99=because")]
    [InlineData("--schemas is ' '", Somewhere, "--secret", "s", "--schemas", " ")]
    [InlineData("--schemas is 'no-such-folder', and there is no such folder: it was looked for at ", Somewhere, "--secret", "s", "--schemas", "no-such-folder")]
    [InlineData("Nothing answers at http://127.0.0.1:9/hook", Somewhere, "--secret", "s")]
    public async Task A_wrong_option_is_named(string words, params string[] arguments) =>
        (await ToolRun.OfAsync(["check", .. arguments])).AssertRefusedWith(words);

    [Theory]
    [InlineData("--effects-url", "http://127.0.0.1:99999/?e={event}&i={id}")]
    [InlineData("--effects-url", "http://[::1/?e={event}&i={id}")]
    [InlineData("--effects-url", "http://{event}/?i={id}")]
    [InlineData("--fail-url", "http://127.0.0.1:99999/?e={event}&i={id}&n={times}")]
    [InlineData("--fail-url", "http:///?e={event}&i={id}&n={times}")]
    [InlineData("--clock-url", "http://[::1/?by={seconds}")]
    [InlineData("--clock-url", "http://127.0.0.1:{seconds}/")]
    [InlineData("--restart-url", "http://127.0.0.1:99999/")]
    [InlineData("--restart-url", "http://[::1/")]
    public async Task An_address_of_a_probe_that_is_none_is_named_with_its_option(string option, string address)
    {
        var run = await ToolRun.OfAsync("check", Somewhere, "--secret", "s", option, address);

        run.AssertRefusedWith($"({option}) is '{address}'");
    }

    [Theory]
    [InlineData("partner.creatd", "partner.created")]
    [InlineData("Reward.Paid", "reward.paid")]
    [InlineData("partner.updated,customer_created", "customer.created")]
    [InlineData("affilate", "affiliate")]
    [InlineData("Referral", "referral")]
    [InlineData("partner.created,news-letter", "newsletter")]
    public async Task An_event_that_no_schema_describes_is_refused_with_the_nearest(string events, string nearest)
    {
        var run = await ToolRun.OfAsync("check", Somewhere, "--secret", "s", "--events", events);

        run.AssertRefusedWith($"--events names '{events.Split(',')[^1]}'");
        run.AssertRefusedWith($"The nearest is {nearest}.");
    }

    [Fact]
    public async Task An_event_that_a_given_schema_describes_is_known()
    {
        var folder = Directory.CreateTempSubdirectory("tool-tests-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "voucher.created.schema.json"),
                """{"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}""",
                TestContext.Current.CancellationToken);
            string[] check = ["check", Somewhere, "--secret", "s", "--schemas", folder.FullName, "--events"];

            (await ToolRun.OfAsync([.. check, "voucher.creatde"])).AssertRefusedWith("The nearest is voucher.created.");
            (await ToolRun.OfAsync([.. check, "voucher.created"])).AssertRefusedWith("Nothing answers at");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("{\"required\": [\"\\ud800\"]}", "(1,15): the string holds half of a surrogate pair, which is no character")]
    [InlineData("{\"type\": \"object\", \"type\": \"null\"}", "(1,20): the name 'type' stands twice in one object")]
    public async Task A_schema_that_is_no_schema_is_named_by_both_commands_that_read_it(string schema, string words)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "voucher.created.schema.json"), schema);
            File.WriteAllText(Path.Combine(folder.FullName, "delivery.json"), "{}");

            (await ToolRun.OfAsync("check", Somewhere, "--secret", "s", "--schemas", folder.FullName)).AssertRefusedWith(words);
            (await ToolRun.OfAsync("schema", "check", Path.Combine(folder.FullName, "delivery.json"), "--schemas", folder.FullName)).AssertRefusedWith(words);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_a_given_schema_hardly_means_is_said_before_the_run()
    {
        var folder = Directory.CreateTempSubdirectory("tool-tests-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "voucher.created.schema.json"),
                """{"type": "object", "properties": {"id": {"$ref": "#/definitions/id"}}, "required": ["ide"], "definitions": {"id": {"type": "string"}}}""",
                TestContext.Current.CancellationToken);

            var run = await ToolRun.OfAsync("check", Somewhere, "--secret", "s", "--schemas", folder.FullName);
            run.AssertRefusedWith("voucher.created.schema.json#/required/0: 'ide' is required, and no property has this name");
            run.AssertRefusedWith("Nothing answers at");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_wrong_secret_is_told_from_a_broken_contract()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);

        var run = await ToolRun.OfAsync("check", running.Consumer.Address.ToString(), "--secret", "another");

        run.AssertRefusedWith("another signing secret");
    }

    [Fact]
    public async Task JSON_that_is_written_again_is_no_wrong_secret()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "reserialised-hash"), TestContext.Current.CancellationToken);

        var run = await ToolRun.OfAsync("check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("hash the bytes as received", run.Output, StringComparison.Ordinal);
    }
}
