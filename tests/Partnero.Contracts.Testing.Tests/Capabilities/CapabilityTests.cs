using System.Reflection;
using Partnero.Contracts.Testing.Capabilities;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Capabilities;

/// <summary>What holds of every capability, so that a new one needs no test of its own for it.</summary>
public sealed class CapabilityTests
{
    private static readonly Uri Consumer = new("http://127.0.0.1:9/hook");

    public static TheoryData<string> Names => [.. Capability.All.Select(capability => capability.Name)];

    public static TheoryData<string, string> Places =>
        [.. Capability.All.SelectMany(capability => capability.Url.Places.Select(place => new TheoryDataRow<string, string>(capability.Name, place)))];

    [Fact]
    public void Each_capability_that_a_clause_can_name_is_listed() => Assert.Equal(
        typeof(Capability).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.Name).Order(StringComparer.Ordinal),
        Capability.All.Select(capability => capability.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void No_two_capabilities_are_told_by_the_same_option() =>
        Assert.Equal(Capability.All.Count, Capability.All.Select(capability => capability.Url.Option).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_capability_is_a_property_of_the_consumer_and_a_method_of_the_probes(string name)
    {
        Assert.NotNull(typeof(WebhookConsumer).GetProperty(name));
        Assert.NotNull(typeof(HttpProbes).GetMethod(name));
        Assert.All(Find(name).Refinements, refinement => Assert.NotNull(typeof(WebhookConsumer).GetProperty(refinement)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_capability_is_given_by_its_url_and_by_no_other(string name)
    {
        using var probes = new HttpProbes();
        var consumer = Telling(probes, (name, Bench.Url(Find(name))));

        Assert.Equal([Find(name)], Capability.All.Where(capability => capability.IsGivenBy(consumer)));
        Assert.NotNull(typeof(WebhookConsumer).GetProperty(name)!.GetValue(consumer));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_url_without_one_of_its_places_is_refused_and_names_the_place_and_the_probe(string name, string place)
    {
        using var probes = new HttpProbes();
        var capability = Find(name);

        var refusal = Assert.Throws<ArgumentException>(() => Telling(probes, (name, Bench.Url(capability).Replace(place, "", StringComparison.Ordinal))));

        Assert.StartsWith($"The {capability.Url.Word} URL (HttpProbes.{name}) is '", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"and must hold {place}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_help_names_each_place_of_the_url(string name) =>
        Assert.All(Find(name).Url.Places, place => Assert.Contains(place, Find(name).Url.Help, StringComparison.Ordinal));

    [Theory]
    [InlineData("http://127.0.0.1:9/?of={event}{id}{times}", false)]
    [InlineData("http://127.0.0.1:9/?of={event}{id}{times}{point}", true)]
    public void A_consumer_over_HTTP_fails_at_every_point_where_its_url_holds_the_point(string url, bool expected)
    {
        using var probes = new HttpProbes();

        Assert.Equal(expected, Telling(probes, (nameof(Capability.FailFor), url)).FailsAtEveryPoint);
    }

    private static Capability Find(string name) => Capability.All.Single(capability => capability.Name == name);

    private static WebhookConsumer Telling(HttpProbes probes, params (string Name, string Url)[] urls) => new(Consumer, "s")
    {
        Given = GivenCapabilities.OverHttp(urls.ToDictionary(url => Find(url.Name), url => url.Url), probes, Consumer),
    };
}
