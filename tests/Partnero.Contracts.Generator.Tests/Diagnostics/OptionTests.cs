using Microsoft.CodeAnalysis;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

public sealed class OptionTests
{
    [Fact]
    public void The_namespace_follows_the_root_namespace() =>
        Assert.Equal("Shop.PartneroWebhooks", NamespaceOf(("RootNamespace", "Shop")));

    [Fact]
    public void The_namespace_can_be_chosen() =>
        Assert.Equal("Billing.Hooks", NamespaceOf(("RootNamespace", "Shop"), ("PartneroNamespace", "Billing.Hooks")));

    [Fact]
    public void A_keyword_in_a_namespace_is_escaped() =>
        Assert.Equal("Shop.@event", NamespaceOf(("PartneroNamespace", "Shop.event")));

    [Theory]
    [InlineData("my-shop", "my_shop.PartneroWebhooks")]
    [InlineData("1st.shop", "_1st.shop.PartneroWebhooks")]
    [InlineData("shop..web", "shop._.web.PartneroWebhooks")]
    public void A_project_whose_name_is_no_namespace_gets_the_nearest_one(string root, string expected) =>
        Assert.Equal(expected, NamespaceOf(("RootNamespace", root)));

    [Fact]
    public void Without_a_root_namespace_there_is_still_one() => Assert.Equal("PartneroWebhooks", NamespaceOf());

    [Fact]
    public void Internal_visibility_is_that_of_every_type()
    {
        var assembly = Run(("PartneroVisibility", "internal")).Compile();

        Assert.Empty(assembly.PublicTypes);
    }

    [Theory]
    [InlineData("PartneroVisibility", "private")]
    [InlineData("PartneroNamespace", "not a name")]
    [InlineData("PartneroNamespace", "Shop..Hooks")]
    public void An_option_that_is_not_valid_is_PTN0010_and_says_which(string name, string value)
    {
        var run = Run((name, value));

        var diagnostic = Assert.Single(run.Diagnostics);

        // A property has no place in a file that the compiler knows of.
        Assert.Equal(("PTN0010", DiagnosticSeverity.Error, Location.None), (diagnostic.Id, diagnostic.Severity, diagnostic.Location));
        Assert.Contains(name, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(value, diagnostic.GetMessage(), StringComparison.Ordinal);
        run.Compile();
    }

    private static GeneratorRun Run(params (string Name, string Value)[] properties) => GeneratorRun.Of(new ProjectOptions(properties), BuiltInSchemas.All);

    private static string NamespaceOf(params (string Name, string Value)[] properties)
    {
        var run = Run(properties);
        Assert.Empty(run.Diagnostics);
        run.Compile();
        return run.Sources["PartneroEvents.g.cs"].Split('\n').Single(line => line.StartsWith("namespace ", StringComparison.Ordinal))[10..^1];
    }
}
