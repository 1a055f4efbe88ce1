using Microsoft.AspNetCore.Http;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class InsecureTests
{
    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_named_with_what_helps()
    {
        await using var consumer = await ScriptedServer.StartTlsAsync(context => context.Response.WriteAsync("0"));

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s");

        run.AssertRefusedWith("its certificate is not trusted on this machine");
        run.AssertRefusedWith("dotnet dev-certs https --trust");
        run.AssertRefusedWith("(--insecure)");
    }

    [Fact]
    public async Task Any_certificate_will_do_with_a_warning_for_deliveries_and_probes()
    {
        await using var consumer = await ScriptedServer.StartTlsAsync(context => context.Response.WriteAsync("0"));

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s", "--only", "BODY-01", "--effect-timeout", "0.1", "--effects-url", consumer.Address + "/?event={event}&id={id}", "--insecure");

        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Contains("1 passed", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("Any certificate is accepted (--insecure)", run.Error, StringComparison.Ordinal);
    }
}
