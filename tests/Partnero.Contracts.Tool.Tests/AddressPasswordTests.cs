using Microsoft.AspNetCore.Http;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

public sealed class AddressPasswordTests
{
    [Fact]
    public async Task A_password_in_an_address_is_sent_and_never_shown()
    {
        var authorized = 0;
        await using var consumer = await ScriptedServer.StartAsync(context =>
        {
            if (context.Request.Headers.Authorization == "Basic dXNlcjpoNG50M3I=")
                Interlocked.Increment(ref authorized);
            return context.Response.WriteAsync("0");
        });
        var address = consumer.Address.Replace("http://", "http://user:h4nt3r@", StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        try
        {
            var run = await ToolRun.OfAsync("check", address, "--secret", "s", "--only", "SIG-01,IDEM-01", "--effect-timeout", "0.1", "--effects-url", address + "/?event={event}&id={id}", "--report-json", path);

            var report = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(1, run.ExitCode);
            Assert.True(authorized > 1, "Neither deliveries nor probes were authorized.");
            Assert.Contains("Checking http://user:***@127.0.0.1:", run.Output, StringComparison.Ordinal);
            Assert.Contains("curl -i 'http://user:***@127.0.0.1:", run.Output, StringComparison.Ordinal);
            Assert.Contains("\"target\": \"http://user:***@127.0.0.1:", report, StringComparison.Ordinal);
            Assert.DoesNotContain("h4nt3r", run.Everything + report, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("http://user:h4nt3r@127.0.0.1:9/hook")]
    [InlineData("user:h4nt3r@127.0.0.1/hook")]
    [InlineData("http://user:h4n/t3r@127.0.0.1/hook")]
    [InlineData("http://127.0.0.1:9/hook", "--effects-url", "http://user:h4nt3r@127.0.0.1:9/")]
    [InlineData("http://127.0.0.1:9/hook", "--restart-url", "user:h4nt3r@127.0.0.1:9")]
    public async Task An_error_does_not_show_the_password_of_an_address(params string[] arguments)
    {
        var run = await ToolRun.OfAsync(["check", .. arguments, "--secret", "s"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("***@127.0.0.1", run.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("h4n", run.Everything, StringComparison.Ordinal);
    }
}
