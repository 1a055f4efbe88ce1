using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class IdTests
{
    [Theory]
    [InlineData("\"partner_1\"", "partner_1")]
    [InlineData("\"\\u00e9\\/1\"", "é/1")]
    [InlineData("\"007\"", "007")]
    [InlineData("\"\"", "")]
    public void A_text_is_an_id_as_it_is(string json, string expected) => Assert.Equal(expected, Payload.Read(json, PayloadReader.ReadId));

    /// <summary>What draft-07 calls an integer. The text stays as it came: another text would be another id.</summary>
    [Theory]
    [InlineData("7")]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("-0")]
    [InlineData("9007199254740993")]
    [InlineData("12345678901234567890")]
    [InlineData("123456789012345678901234567890123456789")]
    [InlineData("7.0")]
    [InlineData("70.00")]
    [InlineData("0.0e-5")]
    [InlineData("1e3")]
    [InlineData("1.0E+17")]
    [InlineData("1.5e1")]
    [InlineData("1.25e+2")]
    [InlineData("700e-2")]
    [InlineData("70.0e-1")]
    [InlineData("1e99999999999999999999")]
    public void A_whole_number_is_an_id_with_the_digits_that_came(string json) => Assert.Equal(json, Payload.Read(json, PayloadReader.ReadId));

    [Theory]
    [InlineData("7.5")]
    [InlineData("0.1")]
    [InlineData("-0.000001")]
    [InlineData("1.25e1")]
    [InlineData("1e-1")]
    [InlineData("7e-1")]
    [InlineData("700e-3")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"\\ud83d\"")]
    public void What_is_neither_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadId);
}
