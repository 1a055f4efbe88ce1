using Xunit;

namespace Partnero.Contracts.Tests.Signing;

public class SignatureVerifierTests
{
    private const string Secret = "aB3dE5fG7hJ9kL1m";
    private static readonly byte[] Body = Bodies.PartnerCreated;
    private static readonly string Signature = PartneroSignature.Compute(Body, Secret);
    private readonly SignatureVerifier _verifier = new([Secret]);

    [Fact]
    public void A_signature_of_the_body_is_accepted() => Assert.True(_verifier.Verify(Body, Signature));

    [Fact]
    public void Upper_case_digits_are_accepted() => Assert.True(_verifier.Verify(Body, Signature.ToUpperInvariant()));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(63)]
    public void A_truncated_signature_is_refused(int length) => Assert.False(_verifier.Verify(Body, Signature.AsSpan(0, length)));

    [Theory]
    [InlineData("0")]
    [InlineData(" ")]
    [InlineData("\0")]
    public void A_signature_with_one_character_more_is_refused(string more) => Assert.False(_verifier.Verify(Body, Signature + more));

    [Fact]
    public void A_blank_in_front_is_refused() => Assert.False(_verifier.Verify(Body, " " + Signature));

    [Theory]
    [InlineData('g')]
    [InlineData(' ')]
    [InlineData('é')]
    [InlineData('０')] // a full-width digit: it looks like a zero
    public void Sixty_four_characters_that_are_not_hexadecimal_are_refused(char odd)
    {
        Assert.False(_verifier.Verify(Body, new string(odd, PartneroSignature.Length)));
        Assert.False(_verifier.Verify(Body, Signature[..^1] + odd));
        Assert.False(_verifier.Verify(Body, odd + Signature[1..]));
    }

    [Fact]
    public void Every_digit_of_the_signature_matters()
    {
        for (var i = 0; i < Signature.Length; i++)
        {
            var other = Signature[i] == '0' ? '1' : '0';
            Assert.False(_verifier.Verify(Body, Signature[..i] + other + Signature[(i + 1)..]), $"digit {i}");
        }
    }

    [Fact]
    public void Every_bit_of_the_body_matters()
    {
        for (var bit = 0; bit < Body.Length * 8; bit++)
        {
            var changed = Body.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_verifier.Verify(changed, Signature), $"bit {bit}");
        }
    }

    [Fact]
    public void A_line_end_that_was_added_or_lost_matters()
    {
        Assert.False(_verifier.Verify([.. Body, (byte)'\n'], Signature));
        Assert.False(_verifier.Verify(Body.AsSpan(..^1), Signature));
    }

    [Fact]
    public void The_signature_of_an_empty_body_verifies_an_empty_body_alone()
    {
        var signature = PartneroSignature.Compute([], Secret);
        Assert.True(_verifier.Verify([], signature));
        Assert.False(_verifier.Verify(Body, signature));
    }

    [Fact]
    public void A_signature_with_a_secret_that_differs_in_case_is_refused() =>
        Assert.False(_verifier.Verify(Body, PartneroSignature.Compute(Body, Secret.ToUpperInvariant())));

    [Fact]
    public void The_base64_form_of_the_digest_is_refused() =>
        Assert.False(_verifier.Verify(Body, Convert.ToBase64String(Convert.FromHexString(Signature))));
}
