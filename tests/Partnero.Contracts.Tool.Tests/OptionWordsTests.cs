using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Partnero.Contracts.Mutants;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Tool.Output;
using Xunit;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>The tool speaks of its options, and the library of its properties.</summary>
public sealed partial class OptionWordsTests
{
    public static TheoryData<string> Capabilities => [.. Capability.All.Select(capability => capability.Name)];

    [Fact]
    public async Task A_run_without_capabilities_names_options_and_no_property()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        var path = Path.GetTempFileName();
        try
        {
            var run = await ToolRun.OfAsync("check", running.Consumer.Address.ToString(), "--secret", running.Consumer.Secret, "--report-json", path);

            var everything = run.Everything + await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains("Set --effects-url.", run.Output, StringComparison.Ordinal);
            Assert.DoesNotMatch(Property(), everything);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_run_whose_effects_do_not_show_names_options_and_no_property()
    {
        await using var consumer = await ScriptedServer.StartAsync(context => context.Response.WriteAsync("0"));

        var run = await ToolRun.OfAsync("check", consumer.Address, "--secret", "s", "--only", "EFFECT-01", "--effect-timeout", "0.1", "--effects-url", consumer.Address + "/?event={event}&id={id}");

        Assert.Contains("or --effects-url does not find what it applies", run.Everything.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotMatch(Property(), run.Everything);
    }

    [Fact]
    public void Every_property_that_a_message_of_the_library_names_has_its_option()
    {
        var folder = Path.Combine(Metadata("Samples"), "..", "src", "Partnero.Contracts.Testing");
        var named = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Literal().Matches(line).SelectMany(literal => Property().Matches(literal.Value)).Select(property => property.Value))
            .Distinct()
            .ToList();

        Assert.True(named.Count > 10, string.Join(", ", named));
        Assert.All(named, property => Assert.Matches("^Set ((check )?--[a-z-]+|<url>)[.]$", Translate($"Set {property}.")));
    }

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void The_properties_of_a_capability_have_its_option(string name)
    {
        var capability = Capability.All.Single(capability => capability.Name == name);
        var properties = capability.Refinements.Append(name).Select(property => "WebhookConsumer." + property).Append("HttpProbes." + name);

        Assert.All(properties, property => Assert.Equal($"--{capability.Url.Option}", Translate(property)));
        Assert.EndsWith($" Set --{capability.Url.Option}.", Translate(capability.Absence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_check_shows_each_capability()
    {
        var help = string.Join(' ', (await ToolRun.OfAsync("check", "--help")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.All(Capability.All, capability => Assert.Contains($"--{capability.Url.Option} <URL> {capability.Url.Help}", help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_help_of_check_shows_the_command_of_each_capability_that_can_be_had_by_one()
    {
        var help = string.Join(' ', (await ToolRun.OfAsync("check", "--help")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.All(Capability.All.Where(capability => capability.Command is not null), capability =>
        {
            Assert.Contains($"--{capability.Url.CommandOption} <COMMAND> {capability.Command!.Help}", help, StringComparison.Ordinal);
            Assert.Equal($"--{capability.Url.CommandOption}", Translate("CommandProbes." + capability.Name));
        });
    }

    private static string Translate(string text) => OptionWords.In(text);

    private static string Metadata(string key) => typeof(OptionWordsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    [GeneratedRegex(@"\b(?:WebhookConsumer|HttpProbes|CommandProbes|FixtureSettings|WebhookSchemas|DeliveryReplay)\.[A-Z]\w+")]
    private static partial Regex Property();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literal();
}
