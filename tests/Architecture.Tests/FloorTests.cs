using Partnero.Contracts.Testing;
using Xunit;

namespace Architecture.Tests;

/// <summary>What each floor of the testing package knows of the world.</summary>
public sealed class FloorTests
{
    [Fact]
    public void What_a_sender_could_send_is_made_without_http_and_without_a_test_framework()
    {
        Assert.DoesNotContain(References(typeof(WebhookDelivery)), name => name == "System.Net.Http" || IsOfTests(name));
    }

    [Fact]
    public void Whether_a_consumer_is_sound_is_found_out_without_a_test_framework()
    {
        Assert.DoesNotContain(References(typeof(WebhookConsumer)), IsOfTests);
    }

    [Fact]
    public void The_upper_floor_stands_on_the_lower_one_and_not_the_other_way_round()
    {
        Assert.Contains("Partnero.Contracts.Fixtures", References(typeof(WebhookConsumer)));
        Assert.DoesNotContain("Partnero.Contracts.Testing", References(typeof(WebhookDelivery)));
    }

    private static bool IsOfTests(string name) =>
        name.StartsWith("xunit", StringComparison.OrdinalIgnoreCase) || name.StartsWith("FsCheck", StringComparison.Ordinal);

    private static string[] References(Type type) => [.. type.Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];
}
