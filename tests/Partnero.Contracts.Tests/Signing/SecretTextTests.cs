using Xunit;

namespace Partnero.Contracts.Tests.Signing;

public class SecretTextTests
{
    private const string Secret = "aB3dE5fG7hJ9kL1m";

    [Theory]
    [InlineData(" " + Secret, "begins with a blank (U+0020)")]
    [InlineData(Secret + " ", "ends with a blank (U+0020)")]
    [InlineData(Secret + "\n", "ends with a line feed (U+000A)")]
    [InlineData(Secret + "\n\r", "ends with a carriage return (U+000D)")]
    [InlineData("\t" + Secret, "begins with a tab (U+0009)")]
    [InlineData("\uFEFF" + Secret, "begins with a byte order mark (U+FEFF)")]
    [InlineData("\uFEFF" + Secret + "\n", "begins with a byte order mark (U+FEFF) and ends with a line feed (U+000A)")]
    [InlineData("\"" + Secret + "\"", "begins and ends with a quotation mark (U+0022)")]
    [InlineData("'" + Secret, "begins with a quotation mark (U+0027)")]
    [InlineData("\u201C" + Secret + "\u201D", "begins with a quotation mark (U+201C) and ends with a quotation mark (U+201D)")]
    [InlineData(Secret + "\u00A0", "ends with a white-space character (U+00A0)")]
    [InlineData(Secret + "\u200B", "ends with an invisible character (U+200B)")]
    [InlineData(Secret + "\0", "ends with a control character (U+0000)")]
    [InlineData("", "is empty")]
    public void What_is_odd_is_said_in_words(string secret, string oddity) => Assert.Equal(oddity, SecretText.FindOddity(secret));

    [Theory]
    [InlineData(Secret)]
    [InlineData("two words")]
    [InlineData("it's")]
    [InlineData("=/+-_.:!$")]
    [InlineData("пароль")]
    [InlineData("\U0001F511")]
    public void Nothing_is_odd_about(string secret) => Assert.Null(SecretText.FindOddity(secret));

    [Theory]
    [InlineData(" x")]
    [InlineData("x\n")]
    [InlineData("\"x\"")]
    public void What_is_said_holds_nothing_of_the_secret(string odd) =>
        Assert.Equal(SecretText.FindOddity(odd), SecretText.FindOddity(odd.Replace("x", Secret, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\"\"")]
    [InlineData("\uFEFF' '\r\n")]
    [InlineData("\u200B")]
    public void A_secret_of_such_characters_alone_is_refused_as_blank(string secret)
    {
        var exception = Assert.Throws<ArgumentException>("secrets", () => new SignatureVerifier([secret]));
        Assert.Contains("blank", exception.Message, StringComparison.Ordinal);
    }
}
