using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary><c>--clauses</c>: an assembly's own clauses are checked beside those of the contract.</summary>
public sealed class OwnClausesTests
{
    private static readonly string Assembly = typeof(SuiteClauses).Assembly.Location;

    [Fact]
    public async Task They_are_checked_named_and_waived_like_the_others()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        string[] check = ["check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--clauses", Assembly, "--only", "SIG-01,SUITE-01,SUITE-02"];

        var broken = await ToolRun.OfAsync(check);
        var waived = await ToolRun.OfAsync([.. check, "--waive", "suite-02=It is for this test."]);

        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("2 passed, 1 failed", broken.Output, StringComparison.Ordinal);
        Assert.Contains("SUITE-02 asks for too much", broken.Output, StringComparison.Ordinal);
        Assert.Contains($"--clauses {Assembly}", broken.Output.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, waived.ExitCode);
    }

    [Fact]
    public async Task An_assembly_that_is_none_or_holds_none_is_told_in_a_sentence()
    {
        var (missing, text, empty) = (await CheckAsync("no-such.dll"), await CheckAsync(Path.ChangeExtension(Assembly, ".runtimeconfig.json")), await CheckAsync(typeof(ToolRun).Assembly.Location.Replace("Partnero.Contracts.Tool.Tests.dll", "Partnero.Contracts.dll", StringComparison.Ordinal)));

        Assert.Equal((2, 2, 2), (missing.ExitCode, text.ExitCode, empty.ExitCode));
        Assert.Contains("there is no such file", missing.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be used", text.Error, StringComparison.Ordinal);
        Assert.Contains("holds no clause", empty.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> CheckAsync(string path) => ToolRun.OfAsync("check", "http://127.0.0.1:1/", "--secret", "s", "--clauses", path);
}

/// <summary>Clauses that a suite could hold.</summary>
public static class SuiteClauses
{
    public static WebhookClause Fair { get; } = new("SUITE-01", "takes a name with a blank at its end", async (session, cancellationToken) =>
    {
        var delivery = await session.PrepareAsync("partner.updated", body => body.With("/data/name", "Ann "), cancellationToken);
        var answer = await session.SendAsync(delivery, cancellationToken);
        return answer.IsAccepted ? ClauseFinding.Kept : ClauseFinding.Broken(delivery, "a 2xx", answer);
    });

    public static WebhookClause TooMuch { get; } = new("SUITE-02", "asks for too much", async (session, cancellationToken) =>
    {
        var delivery = await session.PrepareAsync("partner.updated", cancellationToken: cancellationToken);
        return ClauseFinding.Broken(delivery, "299", await session.SendAsync(delivery, cancellationToken));
    });
}
