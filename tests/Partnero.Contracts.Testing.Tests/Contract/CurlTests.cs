using System.Diagnostics;
using System.Text;
using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Model;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>The curl line of a reproduction is one command, whatever is in the address and the body.</summary>
public sealed class CurlTests
{
    [Theory]
    [InlineData("http://127.0.0.1/a'b;touch%20x")]
    [InlineData("http://127.0.0.1/$(touch x)`touch x`?a=b&c=d#e")]
    [InlineData("http://127.0.0.1/a%0A%1b[31m\u202e{1,2}[1-2]")]
    [InlineData("http://[::1]:8080/é/日本")]
    public async Task A_shell_sees_the_address_as_one_word(string address)
    {
        var curl = Reproduction.Of(new Uri(address), Delivering("{}"u8.ToArray()), "a 2xx", "401").Curl;

        var words = await WordsAsync(curl);
        var at = words.IndexOf("-i") + (words.Contains("-g") ? 2 : 1);
        Assert.Equal(new Uri(address).AbsoluteUri, words[at]);
        Assert.All(curl, character => Assert.InRange(character, ' ', '~'));
        Assert.Equal(words[at].AsSpan(words[at].IndexOf('/', 8)).ContainsAny("[]{}"), words.Contains("-g"));
    }

    [Fact]
    public void A_body_that_begins_with_an_at_is_not_taken_for_a_file()
    {
        var curl = Reproduction.Of(new Uri("http://127.0.0.1/"), Delivering("@/etc/passwd"u8.ToArray()), "a 4xx", "500").Curl;

        Assert.StartsWith("printf '@/etc/passwd' | curl -i ", curl, StringComparison.Ordinal);
        Assert.EndsWith(" --data-binary @-", curl, StringComparison.Ordinal);
    }

    private static WebhookDelivery Delivering(byte[] body) => WebhookDelivery.Create(PartneroFacts.Sheet, "partner.created", "1", body, DateTimeOffset.UnixEpoch).Signed("secret");

    /// <summary>What a shell makes of a command: its words, one by one.</summary>
    private static async Task<List<string>> WordsAsync(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no sh.");
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"curl() {{ printf '%s\\0' \"$@\"; }}; {command}"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return [.. output.Split('\0')];
    }
}
