using System.Globalization;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class NumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")] // PHP's -0.0
    [InlineData("10", "10")]
    [InlineData("10.0", "10")]
    [InlineData("99.99", "99.99")]
    [InlineData("-99.99", "-99.99")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("5.996999999999999", "5.996999999999999")]
    [InlineData("1.0e-5", "0.00001")]
    [InlineData("1.0e+17", "100000000000000000")]
    [InlineData("1.0e+25", "10000000000000000000000000")]
    [InlineData("9007199254740993", "9007199254740993")] // 2^53 + 1, which a double cannot hold
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void A_decimal_is_read_exactly_as_a_number_and_in_a_string(string text, string expected)
    {
        var number = decimal.Parse(expected, CultureInfo.InvariantCulture);
        Assert.Equal(number, Payload.Read(text, PayloadReader.ReadDecimal));
        Assert.Equal(number, Payload.Read($"\"{text}\"", PayloadReader.ReadDecimal));
    }

    [Fact]
    public void A_number_in_an_escaped_string_is_read() =>
        Assert.Equal(5.5m, Payload.Read("\"\\u0035.5\"", PayloadReader.ReadDecimal));

    [Theory]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1.0e+29")]
    [InlineData("-1.0e+400")]
    [InlineData("1e2147483648")]
    [InlineData("1e99999999999999999999")]
    public void A_number_too_large_for_a_decimal_is_refused_as_a_number_and_in_a_string(string text)
    {
        Payload.Refused(text, PayloadReader.ReadDecimal);
        Payload.Refused($"\"{text}\"", PayloadReader.ReadDecimal);
    }

    [Theory]
    [InlineData("1e-40")]
    [InlineData("-1.0e-29")]
    [InlineData("0.000000000000000000000000000000009")]
    public void A_number_of_which_a_decimal_would_leave_nothing_is_refused_as_a_number_and_in_a_string(string text)
    {
        Payload.Refused(text, PayloadReader.ReadDecimal);
        Payload.Refused($"\"{text}\"", PayloadReader.ReadDecimal);
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("-0.0e-40")]
    [InlineData("0e99")]
    [InlineData("0.000000000000000000000000000000000000")]
    public void A_zero_is_one_however_it_is_written(string text)
    {
        Assert.Equal(0, Payload.Read(text, PayloadReader.ReadDecimal));
        Assert.Equal(0, Payload.Read($"\"{text}\"", PayloadReader.ReadInt64));
    }

    [Fact]
    public void Digits_beyond_those_of_a_decimal_are_rounded() =>
        Assert.Equal(0.3333333333333333333333333333m, Payload.Read("0.333333333333333333333333333333333", PayloadReader.ReadDecimal));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" 5\"")]
    [InlineData("\"5 \"")]
    [InlineData("\"1,000.00\"")]
    [InlineData("\"9,99\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"٥\"")] // a digit, but not one of JSON's
    [InlineData("\"\\ud800\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_number_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadDecimal);

    [Theory]
    [InlineData("10", 10)]
    [InlineData("10.0", 10)]
    [InlineData("\"10\"", 10)]
    [InlineData("\"10.00\"", 10)]
    [InlineData("1.0e+3", 1000)]
    [InlineData("-0", 0)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807.0", long.MaxValue)]
    public void A_whole_number_is_read_in_every_form(string json, long expected) =>
        Assert.Equal(expected, Payload.Read(json, PayloadReader.ReadInt64));

    [Theory]
    [InlineData("10.5")]
    [InlineData("\"10.5\"")]
    [InlineData("1.0e-5")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1.0e+25")]
    [InlineData("1.0e+40")]
    [InlineData("1e-40")]
    [InlineData("0.99999999999999999999999999999999")]
    [InlineData("\"0.99999999999999999999999999999999\"")]
    [InlineData("9223372036854775806.99999999999999")]
    [InlineData("false")]
    public void What_is_no_whole_number_of_64_bits_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadInt64);
}
