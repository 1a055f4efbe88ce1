using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class BadInputTests
{
    [Fact]
    public async Task An_unknown_defect_is_named_with_those_that_there_are()
    {
        var run = await ToolRun.OfAsync("demo", "--defect", "nonsense");

        run.AssertRefusedWith("'nonsense'");
        run.AssertRefusedWith("no-signature-check");
    }

    [Fact]
    public async Task An_unknown_option_is_named()
    {
        (await ToolRun.OfAsync("demo", "--colour")).AssertRefusedWith("--colour");
    }

    [Fact]
    public async Task A_seed_that_is_no_number_is_named()
    {
        (await ToolRun.OfAsync("demo", "--seed", "abc")).AssertRefusedWith("--seed is 'abc'");
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_refused_before_the_run()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "report.json");

        (await ToolRun.OfAsync("demo", "--report-json", path)).AssertRefusedWith(path);
    }

    [Fact]
    public async Task Without_a_command_the_tool_says_what_there_is()
    {
        var run = await ToolRun.OfAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("demo", run.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("demo", "--help")]
    [InlineData("check", "--help")]
    [InlineData("schema", "check", "--help")]
    public async Task Help_helps(params string[] arguments)
    {
        var run = await ToolRun.OfAsync(arguments);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Contains(arguments.Length > 1 ? arguments[0] : "demo", run.Output, StringComparison.Ordinal);
    }
}
