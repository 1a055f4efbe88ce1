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
    [InlineData("email", "\"anna+newsletter@")]
    [InlineData("name", "\"O\"")]
    public async Task A_value_that_is_refused_is_named(string field, string value)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field(field)?.StartsWith(value, StringComparison.Ordinal) == true ? 422 : null };

        var finding = await new ClauseBench(consumer) { Accepted = Events }.FindAsync("BODY-15");

        Assert.Equal(FindingKind.Broken, finding.Kind);
        Assert.StartsWith($"valid and signed, with {field} {value}", finding.Delivery?.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BODY-15")]
    [InlineData("BODY-16")]
    [InlineData("EFFECT-03")]
    public async Task No_two_entities_have_one_address(string id)
    {
        var addresses = new Dictionary<string, string>();
        using var consumer = new SoundHandler();
        consumer.Answers = posted => posted.IsSigned && posted.Field("email") is { } email && !addresses.TryAdd(email, posted.Entity!) && addresses[email] != posted.Entity ? 409 : null;

        Assert.Equal(FindingKind.Kept, (await new ClauseBench(consumer) { Accepted = ["partner.created", "partner.updated", "partner.approved"] }.FindAsync(id)).Kind);
    }

    [Fact]
    public async Task A_text_that_is_never_answered_is_found()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains(new string('a', 60) + "!", StringComparison.Ordinal) ? Outcomes.ScriptedHandler.Never : null };

        var finding = await new ClauseBench(consumer) { AnswerTimeout = TimeSpan.FromMilliseconds(60) }.FindAsync("BODY-16");

        Assert.Equal(FindingKind.Broken, finding.Kind);
    }
}
