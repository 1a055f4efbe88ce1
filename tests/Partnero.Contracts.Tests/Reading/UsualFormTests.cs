using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class UsualFormTests
{
    private const int Cases = 20_000;

    [Fact]
    public void A_number_is_read_as_the_runtime_reads_it_to_its_last_zero()
    {
        var random = new Random(1);
        for (var i = 0; i < Cases; i++)
        {
            var digits = random.NextInt64(1, (long)Math.Pow(10, random.Next(1, 17))).ToString(CultureInfo.InvariantCulture);
            var text = random.Next(3) == 0 ? digits : $"{digits}.{random.Next(1000)}";
            if (text.Length > 18)
                continue;
            Assert.True(UsualForms.TryParse(Encoding.UTF8.GetBytes(text), out decimal number), text);
            Assert.True(Utf8Parser.TryParse(Encoding.UTF8.GetBytes(text), out decimal expected, out _));
            Assert.Equal(decimal.GetBits(expected), decimal.GetBits(number));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1.2.3")]
    [InlineData("1234567890123456789")]
    public void Of_any_other_number_nothing_is_said(string text) => Assert.False(UsualForms.TryParse(Encoding.UTF8.GetBytes(text), out decimal _));

    [Fact]
    public void A_moment_is_read_as_the_runtime_reads_it()
    {
        var random = new Random(2);
        for (var i = 0; i < Cases; i++)
        {
            // Months up to 13, days up to 32 and so on: what is no moment must be refused as well.
            var text = string.Create(CultureInfo.InvariantCulture, $"{random.Next(10000):0000}-{random.Next(14):00}-{random.Next(33):00}T{random.Next(25):00}:{random.Next(61):00}:{random.Next(61):00}.{random.Next(1_000_000):000000}Z");
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{text}\""));
            reader.Read();
            var isOne = reader.TryGetDateTimeOffset(out var expected);
            // The runtime takes 24:00:00 for no moment either.
            Assert.Equal(isOne, UsualForms.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset moment));
            Assert.Equal(expected, moment);
        }
    }

    [Theory]
    [InlineData(':')]
    [InlineData('/')]
    [InlineData('a')]
    [InlineData(' ')]
    [InlineData('\0')]
    public void No_character_but_its_own_is_taken_anywhere_in_a_moment(char odd)
    {
        const string moment = "2025-01-15T10:30:00.000000Z";
        for (var i = 0; i < moment.Length; i++)
        {
            if (moment[i] != odd)
                Assert.False(UsualForms.TryParse(Encoding.UTF8.GetBytes(moment[..i] + odd + moment[(i + 1)..]), out DateTimeOffset _), $"at {i}");
        }
    }
}
