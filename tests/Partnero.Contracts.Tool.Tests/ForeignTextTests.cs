using System.Globalization;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>Whatever a consumer says, or a command holds, a terminal is told nothing by it.</summary>
public sealed class ForeignTextTests
{
    private const string Hostile = "\u001b[2J\u009b31m\u202egnp\r\nThe contract is kept";
    private const string Visible = @"\u001b[2J\u009b31m\u202egnp\u000d\u000aThe contract is kept";

    [Fact]
    public async Task Where_a_redirect_leads_is_shown_in_escapes()
    {
        await using var consumer = new RawServer("HTTP/1.1 302 Found\r\nLocation: /\u001b[2J\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s", "--only", "STATUS-02");

        AssertVisible(run);
        Assert.Contains(@"/\u001b[2J", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_probe_answers_is_shown_in_escapes()
    {
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.WriteAsync(context.Request.Method == "GET" ? Hostile : ""));

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s", "--effects-url", consumer.Address + "/?event={event}&id={id}");

        run.AssertRefusedWith(@"\u001b[2J\u009b31m\u202egnp");
        AssertVisible(run);
    }

    [Theory]
    [InlineData("check", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--replay", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--seed", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--events", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--only", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--waive", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--schemas", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--clock-url", Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "--secret", "s", "--report-json", "/none/" + Hostile)]
    [InlineData("check", "http://127.0.0.1:9/", "too-much-" + Hostile)]
    [InlineData("demo", "--" + Hostile)]
    [InlineData("demo", "--defect", Hostile)]
    [InlineData(Hostile)]
    public async Task What_is_wrong_in_a_command_is_echoed_in_escapes(params string[] arguments)
    {
        var run = await ToolRun.OfAsync(arguments);

        run.AssertRefusedWith(arguments.Contains("--replay") ? Visible[..20] : Visible);
        AssertVisible(run);
    }

    [Fact]
    public async Task The_reason_of_a_waiver_is_shown_in_escapes()
    {
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.StatusCode = 200);

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s", "--only", "SIG-01", "--waive", "SIG-01=" + Hostile);

        Assert.Contains(Visible, run.Output, StringComparison.Ordinal);
        AssertVisible(run);
    }

    private static void AssertVisible(ToolRun run) => Assert.All(
        run.Everything.ReplaceLineEndings(" "),
        character => Assert.False(char.IsControl(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format, $"U+{(int)character:X4} in:\n{run.Everything}"));
}
