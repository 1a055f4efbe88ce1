using System.Text.RegularExpressions;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed partial class ReplayTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_of_a_report_sends_the_same_delivery_to_a_consumer_that_was_started_again()
    {
        var few = Mutant.Defective.Single(mutant => mutant.Name == "few-tags");
        string found;
        await using (var running = await RunningMutant.StartAsync(few, Cancellation))
        {
            var check = await ToolRun.OfAsync("check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--only", "BODY-10");
            Assert.Equal(1, check.ExitCode);
            found = check.Output;
        }

        var token = Token().Match(found).Value;
        await using var fresh = await RunningMutant.StartAsync(few, Cancellation);
        await using var sound = await RunningMutant.StartAsync(Mutant.Sound, Cancellation);

        var again = await ToolRun.OfAsync("check", fresh.Consumer.Address.ToString(), "--secret", fresh.Consumer.Secret, "--replay", token);
        var kept = await ToolRun.OfAsync("check", sound.Consumer.Address.ToString(), "--secret", sound.Consumer.Secret, "--replay", token);

        Assert.Equal((1, 0), (again.ExitCode, kept.ExitCode));
        Assert.Equal(Body().Match(found).Value, Body().Match(again.Output).Value);
        Assert.Contains(token, again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_of_deliveries_and_sequences_are_sent_and_judged()
    {
        await using var sound = await RunningMutant.StartAsync(Mutant.Sound, Cancellation);
        await using var careless = await RunningMutant.StartAsync(Mutant.Defective.Single(mutant => mutant.Name == "no-signature-check"), Cancellation);
        var forgery = Deliveries.Faulty(1, null, FaultKind.Signature).First(faulty => faulty.FaultId == "another-secret").Replay;

        Assert.Equal(0, (await CheckAsync(sound, Deliveries.Valid(1).First().Replay)).ExitCode);
        Assert.Equal(0, (await CheckAsync(sound, Deliveries.Sequences(1).First().Replay)).ExitCode);
        Assert.Equal(0, (await CheckAsync(sound, forgery)).ExitCode);
        var broken = await CheckAsync(careless, forgery);

        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("A sound consumer does not answer so.", broken.Output, StringComparison.Ordinal);
        Assert.Contains("signed with another secret", broken.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "--replay: 'hello' is not a replay token")]
    [InlineData("ptnAAAA", "--replay: The replay token 'ptnAAAA' is not whole, or was changed.")]
    public async Task A_bad_token_is_refused_with_a_sentence(string token, string sentence) =>
        (await ToolRun.OfAsync("check", "http://127.0.0.1:9/", "--secret", "s", "--replay", token)).AssertRefusedWith(sentence);

    [Fact]
    public async Task A_token_goes_without_a_seed() => (await ToolRun.OfAsync("check", "http://127.0.0.1:9/", "--secret", "s", "--replay", Deliveries.Valid(1).First().Replay, "--seed", "1"))
        .AssertRefusedWith("--replay goes with neither --seed nor --only");

    [Fact]
    public async Task Schemas_of_the_consumers_own_are_drawn_and_bad_ones_refused()
    {
        var folder = Directory.CreateTempSubdirectory("schemas-");
        try
        {
            await using var running = await RunningMutant.StartAsync(Mutant.Sound, Cancellation);
            string[] check = ["check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--schemas", folder.FullName, "--only", "BODY-01,BODY-10", "--events", "voucher.created"];

            (await ToolRun.OfAsync(check)).AssertRefusedWith("the folder holds no file that ends in .schema.json");

            var path = Path.Combine(folder.FullName, "voucher.created.schema.json");
            await File.WriteAllTextAsync(path, """{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"value":{"$ref":"#/nowhere"}}}""", Cancellation);
            (await ToolRun.OfAsync(check)).AssertRefusedWith("voucher.created.schema.json#/properties/value: its $ref '#/nowhere' leads nowhere.");

            await File.WriteAllTextAsync(path, """{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"value":{"type":"integer","minimum":1,"maximum":0}}}""", Cancellation);
            Assert.Equal(0, (await ToolRun.OfAsync(check)).ExitCode);

            await File.WriteAllTextAsync(path, """{"type":"object","required":["value"],"properties":{"value":{"type":"integer","minimum":1,"maximum":0}}}""", Cancellation);
            (await ToolRun.OfAsync(check)).AssertRefusedWith("no value satisfies it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<ToolRun> CheckAsync(RunningMutant running, string token) =>
        ToolRun.OfAsync("check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--replay", token);

    [GeneratedRegex("ptn[A-Za-z0-9_-]{20,}")]
    private static partial Regex Token();

    [GeneratedRegex("--data-binary '.*'")]
    private static partial Regex Body();
}
