using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class UsualValueClausesTests
{
    private static readonly string[] Events = ["partner.created", "transaction.created", "reward.approved"];

    [Theory]
    [InlineData("BODY-15")]
    [InlineData("BODY-16")]
    public async Task A_sound_consumer_keeps_each(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = Events }.FindAsync(id));
    }

    [Theory]
    [InlineData("amount", "0")]
    [InlineData("amount", "-12.5")]
    [InlineData("email", "\"anna+newsletter@example.com\"")]
    [InlineData("name", "\"O\"")]
    public async Task A_value_that_is_refused_is_named(string field, string value)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field(field) == value ? 422 : null };

        Assert.Equal((FindingKind.Broken, $"valid and signed, with {field} {value}"), await new ClauseBench(consumer) { Accepted = Events }.FindAsync("BODY-15") is var finding ? (finding.Kind, finding.Delivery?.Note) : default);
    }

    [Fact]
    public async Task A_text_that_is_never_answered_is_found()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains(new string('a', 60) + "!", StringComparison.Ordinal) ? Outcomes.ScriptedHandler.Never : null };

        var finding = await new ClauseBench(consumer) { AnswerTimeout = TimeSpan.FromMilliseconds(60) }.FindAsync("BODY-16");

        Assert.Equal(FindingKind.Broken, finding.Kind);
    }
}
