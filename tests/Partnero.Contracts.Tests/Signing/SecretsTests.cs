using Xunit;

namespace Partnero.Contracts.Tests.Signing;

public class SecretsTests
{
    private static readonly byte[] Body = Bodies.PartnerCreated;

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    [InlineData("third")]
    public void Each_of_several_secrets_is_in_force(string secret) =>
        Assert.True(new SignatureVerifier(["first", "second", "third"]).Verify(Body, PartneroSignature.Compute(Body, secret)));

    [Fact]
    public void A_secret_that_was_taken_away_is_not_in_force() =>
        Assert.False(new SignatureVerifier(["second"]).Verify(Body, PartneroSignature.Compute(Body, "first")));

    [Fact]
    public void Several_secrets_are_not_one_joined_secret() =>
        Assert.False(new SignatureVerifier(["first", "second"]).Verify(Body, PartneroSignature.Compute(Body, "firstsecond")));

    [Fact]
    public void A_secret_is_taken_as_it_is_with_its_blanks()
    {
        var verifier = new SignatureVerifier([" padded "]);
        Assert.True(verifier.Verify(Body, PartneroSignature.Compute(Body, " padded ")));
        Assert.False(verifier.Verify(Body, PartneroSignature.Compute(Body, "padded")));
    }

    [Fact]
    public void A_verifier_without_a_secret_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>("secrets", () => new SignatureVerifier([]));
        Assert.Contains("No signing secret is configured", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\n")]
    public void A_blank_secret_is_refused_even_beside_a_good_one(string? blank)
    {
        var exception = Assert.Throws<ArgumentException>("secrets", () => new SignatureVerifier(["good", blank!]));
        Assert.Contains("blank", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("good", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_list_of_secrets_at_all_is_refused() =>
        Assert.Throws<ArgumentNullException>("secrets", () => new SignatureVerifier(null!));

    [Fact]
    public void Changing_the_list_afterwards_changes_nothing()
    {
        var secrets = new List<string> { "first" };
        var verifier = new SignatureVerifier(secrets);
        secrets[0] = "second";
        Assert.True(verifier.Verify(Body, PartneroSignature.Compute(Body, "first")));
        Assert.False(verifier.Verify(Body, PartneroSignature.Compute(Body, "second")));
    }
}
