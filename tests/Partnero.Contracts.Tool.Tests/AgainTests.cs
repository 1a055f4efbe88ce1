using System.Text.RegularExpressions;
using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>The command that a failure is shown with shows it again.</summary>
public sealed partial class AgainTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_command_of_a_demo_reproduces_the_failure_after_the_demo_has_ended()
    {
        var first = await ToolRun.OfProcessAsync("demo", "--defect", "few-tags", "--only", "BODY-01,BODY-02,BODY-10,SIG-01");
        var command = Again().Matches(first.Output).Select(match => match.Groups["arguments"].Value).Single(arguments => arguments.Contains("BODY-10", StringComparison.Ordinal));

        var again = await ToolRun.OfAsync(command.Split(' '));

        Assert.StartsWith("demo --defect few-tags --only BODY-10 --seed ", command, StringComparison.Ordinal);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains(": 1 failed, in", again.Output, StringComparison.Ordinal);
        Assert.Equal(Expected(first.Output, "BODY-10"), Expected(again.Output, "BODY-10"));
        Assert.DoesNotContain("curl", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_of_a_check_is_one_line_for_a_shell_without_the_secret()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sh.");
        var few = Mutant.Defective.Single(mutant => mutant.Name == "few-tags");
        string command, address;
        await using (var running = await RunningMutant.StartAsync(few, Cancellation))
        {
            address = running.Consumer.Address.ToString();
            var check = await ToolRun.OfProcessAsync("check", address, "--secret", running.Consumer.Secret, "--only", "BODY-10", "--waive", "SIG-01=it's the proxy's", "--events", "partner.created,partner.updated,partner.approved,partner.rejected,partner.archived,partner.deleted", "--effect-timeout", "1.5", "--strict");
            Assert.Equal(1, check.ExitCode);
            Assert.DoesNotContain(running.Consumer.Secret, check.Output, StringComparison.Ordinal);
            command = Again().Match(check.Output).Groups["arguments"].Value;
        }

        Assert.StartsWith($"check {address} --events partner.created,partner.updated,partner.approved,partner.rejected,partner.archived,partner.deleted --waive 'SIG-01=it'\\''s the proxy'\\''s' --effect-timeout 1.5 --strict --replay ptn", command, StringComparison.Ordinal);
        await using var another = await RunningMutant.StartAsync(few, Cancellation);
        var words = await ShellWordsAsync(command.Replace(address, another.Consumer.Address.ToString(), StringComparison.Ordinal));

        var again = await ToolRun.OfProcessAsync([.. words], new() { ["PARTNERO_SECRET"] = another.Consumer.Secret });

        Assert.True(again.ExitCode == 1, again.Everything);
        Assert.Matches("BODY-10 .*failed", again.Output);
    }

    private static string Expected(string output, string clause) => Regex.Match(output, $@"^{clause} [^\n]*\n.*?expected  ([^\n]*)\n", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;

    private static async Task<string[]> ShellWordsAsync(string command)
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"printf '%s\\0' {command}"]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        return output.TrimEnd('\0').Split('\0');
    }

    /// <summary>The tests run the tool from a checkout, where the command begins with dotnet run.</summary>
    [GeneratedRegex(@"^  again     dotnet run --project \S+ -- (?<arguments>.*)$", RegexOptions.Multiline)]
    private static partial Regex Again();
}
