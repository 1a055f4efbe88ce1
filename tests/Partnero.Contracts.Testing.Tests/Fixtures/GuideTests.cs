using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Wire;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>The guide to fixtures prints lists that are true. Its examples are compiled and run by Docs.Tests.</summary>
public sealed class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fixtures.md"));

    [Fact]
    public void The_guide_lists_every_shape_with_its_evidence() => Assert.All(PhpShape.All, shape =>
        Assert.Contains($"| `{shape.Id}` | {shape.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {Word(shape.Evidence)} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_guide_lists_every_signature_fault() => Assert.All(SignatureFault.All, fault =>
        Assert.Contains($"| `{fault.Id}` | {fault.What} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_guide_lists_every_variant_of_a_signature() => Assert.All(SignatureVariant.All, variant =>
        Assert.Contains($"| `{variant.Id}` | {variant.What} | {Word(variant.Evidence)} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_guide_lists_every_byte_fault() => Assert.All(ByteFault.All, fault => Assert.Contains($"`{fault.Id}`", Guide, StringComparison.Ordinal));

    private static string Word(Evidence evidence) => evidence switch { Evidence.Known => "known", Evidence.Advice => "advice", _ => "opt-in" };
}
