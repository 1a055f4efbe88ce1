using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>A command that is not understood is answered with what was probably meant.</summary>
public sealed class CommandLineTests
{
    private const string Somewhere = "http://127.0.0.1:9/hook";

    [Theory]
    [InlineData("There is no command 'chekc'. Did you mean check?", "chekc", Somewhere)]
    [InlineData("There is no command 'domo'. Did you mean demo?", "domo")]
    [InlineData("There is no command 'unlike-any'.", "unlike-any")]
    [InlineData("There is no option '--efects-url'. Did you mean --effects-url?", "check", Somewhere, "--efects-url", "http://127.0.0.1:9/")]
    [InlineData("There is no option '--efects-url'. Did you mean --effects-url?", "check", "--efects-url", "http://127.0.0.1:9/", Somewhere)]
    [InlineData("There is no option '--Strict'. Did you mean --strict?", "check", Somewhere, "--Strict")]
    [InlineData("There is no option '--sed'. Did you mean --seed?", "demo", "--sed=7")]
    [InlineData("There is no option '--colour'.", "demo", "--colour")]
    [InlineData("'http://127.0.0.1:9/b' is too much: check takes one address", "check", Somewhere, "http://127.0.0.1:9/b")]
    [InlineData("check needs the consumer's address, such as http://127.0.0.1:3000/webhooks/partnero.", "check")]
    [InlineData("check needs the consumer's address, such as http://127.0.0.1:3000/webhooks/partnero.", "check", "--secret", "s")]
    [InlineData("--secret needs a value: --secret SECRET.", "check", Somewhere, "--secret")]
    [InlineData("--seed needs a value: --seed NUMBER.", "demo", "--seed")]
    [InlineData("There is no command.")]
    public async Task What_was_meant_is_said(string sentence, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(arguments);

        run.AssertRefusedWith(sentence);
        Assert.All(run.Error.Split('\n'), line => Assert.DoesNotContain("Unrecognized", line, StringComparison.Ordinal));
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_may_look_like_an_option() =>
        (await ToolRun.OfAsync("check", Somewhere, "--secret", "--odd")).AssertRefusedWith("Nothing answers at");

    [Theory]
    [InlineData("--defect", "race")]
    [InlineData("--seed", "7")]
    [InlineData("--only", "SIG-01")]
    [InlineData("--quiet")]
    public async Task A_list_goes_alone(params string[] others) =>
        (await ToolRun.OfAsync(["demo", "--list", .. others])).AssertRefusedWith($"--list goes alone, and here it comes with {others[0]}.");

    [Fact]
    public async Task A_file_for_a_folder_of_schemas_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            (await ToolRun.OfAsync("check", Somewhere, "--secret", "s", "--schemas", file)).AssertRefusedWith($"--schemas is '{file}', which is a file. Give the folder that holds it.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_missing_folder_of_a_report_is_named()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        (await ToolRun.OfAsync("demo", "--report-json", Path.Combine(folder, "report.json"))).AssertRefusedWith($"The folder '{folder}' does not exist. Create it first.");
    }
}
