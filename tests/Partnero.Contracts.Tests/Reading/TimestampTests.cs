using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class TimestampTests
{
    [Fact]
    public void The_sender_s_form_is_read_to_the_microsecond() =>
        Assert.Equal(
            new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero).AddMicroseconds(123456),
            Payload.Read("\"2025-01-15T10:30:00.123456Z\"", PayloadReader.ReadTimestamp));

    [Theory]
    [InlineData("2025-01-15T10:30:00Z")]
    [InlineData("2025-01-15T10:30:00.000Z")]
    [InlineData("2025-01-15T10:30:00+00:00")]
    [InlineData("2025-01-15T12:30:00.000000+02:00")]
    [InlineData("2025-01-15T08:00:00-02:30")]
    [InlineData("2025-01-15T10:30:00\\u005a")]
    public void Other_ways_to_write_a_moment_are_read(string text) =>
        Assert.Equal(new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero), Payload.Read($"\"{text}\"", PayloadReader.ReadTimestamp));

    [Theory]
    [InlineData("2025-01-15")]
    [InlineData("2025-01-15T10:30")]
    [InlineData("2025-01-15T10:30:00")]
    [InlineData("2025-01-15T10:30:00.000000")]
    public void A_time_without_a_zone_is_refused_for_it_would_mean_another_moment_on_another_machine(string text) =>
        Payload.Refused($"\"{text}\"", PayloadReader.ReadTimestamp);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"2025-13-15T10:30:00Z\"")]
    [InlineData("\"2025-02-30T10:30:00Z\"")]
    [InlineData("\"2025-01-15T25:30:00Z\"")]
    [InlineData("\"2025-01-15 10:30:00Z\"")]
    [InlineData("\"2025-01-15T10:30:00Z \"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")] // before the first moment that can be held
    [InlineData("\"\\ud800025-01-15T10:30:00Z\"")]
    [InlineData("1736937000")]
    [InlineData("null")]
    public void What_is_no_moment_is_refused(string json) => Payload.Refused(json, PayloadReader.ReadTimestamp);
}
