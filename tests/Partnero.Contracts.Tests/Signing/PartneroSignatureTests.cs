using System.Text;
using Xunit;

namespace Partnero.Contracts.Tests.Signing;

public class PartneroSignatureTests
{
    [Theory]
    // RFC 4231, test case 2.
    [InlineData("what do ya want for nothing?", "Jefe", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    // The rest were computed with Python's hmac module.
    [InlineData("", "Jefe", "923598ca6d64af2a5dba79dcd021a8a0fe5c5f557519adaaf0ad532d4506dd30")]
    [InlineData("{\"event\":\"partner.created\"}", "clé-秘密", "3440a06f5bae43e76ee6e65965f5129261b46727ca6138095ada08aa401c88e2")]
    public void The_signature_is_the_one_that_other_implementations_compute(string body, string secret, string expected) =>
        Assert.Equal(expected, PartneroSignature.Compute(Encoding.UTF8.GetBytes(body), secret));

    [Fact]
    public void The_documented_example_has_the_signature_that_Python_computes() =>
        Assert.Equal(
            "c4ffbb060eef82ebdc2e4ea5b64beb25e69d92956b14dab4992f9d734cdaa17a",
            PartneroSignature.Compute(Encoding.UTF8.GetBytes(Bodies.Example("partner.created.envelope")), "aB3dE5fG7hJ9kL1m"));

    [Fact]
    public void A_signature_has_the_length_that_the_constant_says() =>
        Assert.Equal(PartneroSignature.Length, PartneroSignature.Compute([1, 2, 3], "secret").Length);

    [Fact]
    public void The_body_may_be_any_bytes() =>
        Assert.Matches("^[0-9a-f]{64}$", PartneroSignature.Compute([0xff, 0x00, 0xc3], "secret"));

    [Fact]
    public void There_is_no_signature_without_a_secret() =>
        Assert.Throws<ArgumentNullException>("secret", () => PartneroSignature.Compute([], null!));
}
