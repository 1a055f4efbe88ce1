using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>The guide to fixtures prints lists that are true. Its examples are compiled and run by Docs.Tests.</summary>
public sealed class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fixtures.md"));

    [Fact]
    public void The_guide_lists_every_shape_with_its_standing() => Assert.All(PhpShape.All, shape =>
        Assert.Contains($"| `{shape.Id}` | {shape.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {shape.Standing switch { Standing.Known => "known", Standing.Advice => "advice", _ => "opt-in" }} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_guide_lists_every_signature_fault() => Assert.All(SignatureFault.All, fault =>
        Assert.Contains($"| `{fault.Id}` | {fault.What} | {fault.Verdict.ToString().ToLowerInvariant()} |", Guide, StringComparison.Ordinal));

    [Fact]
    public void The_guide_lists_every_byte_fault() => Assert.All(ByteFault.All, fault => Assert.Contains($"`{fault.Id}`", Guide, StringComparison.Ordinal));
}
