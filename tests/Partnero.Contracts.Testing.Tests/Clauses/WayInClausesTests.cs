using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class WayInClausesTests
{
    [Theory]
    [InlineData("SIG-11")]
    [InlineData("SIG-12")]
    [InlineData("SIG-13")]
    [InlineData("SIG-14")]
    public async Task A_sound_consumer_keeps_each(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync(id));
    }

    [Fact]
    public async Task The_signature_of_a_delivery_that_was_accepted_comes_again_on_another_body()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted => !posted.IsSigned && consumer.All.Any(other => other.IsSigned && other.Header("Signature") == posted.Header("Signature")) ? 200 : null;

        var finding = await new ClauseBench(consumer).FindAsync("SIG-11");

        Assert.Equal((FindingKind.Broken, "with the signature of a delivery that was accepted before"), (finding.Kind, finding.Delivery?.Note));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=0")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData(null)]
    public async Task A_content_type_that_is_let_in_unsigned_is_found(string? type)
    {
        using var consumer = new SoundHandler { Answers = posted => !posted.IsSigned && posted.Header("Content-Type") == type ? 200 : null };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer).FindAsync("SIG-12")).Kind);
    }

    [Fact]
    public async Task A_forgery_that_is_refused_and_applied_is_found()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted =>
        {
            if (!posted.IsSigned && posted.Event is not null)
                consumer.Force(posted);
            return null;
        };

        Assert.Equal((FindingKind.Broken, "an effect"), await new ClauseBench(consumer).FindAsync("SIG-13") is var finding ? (finding.Kind, finding.Actual) : default);
    }

    [Fact]
    public async Task A_header_from_inside_that_opens_the_door_is_advised_against()
    {
        using var consumer = new SoundHandler { Answers = posted => !posted.IsSigned && posted.Header("X-Real-IP") is not null ? 204 : null };

        Assert.Equal("signed with another secret, with the header X-Real-IP: 127.0.0.1", (await new ClauseBench(consumer).FindAsync("SIG-14")).Delivery?.Note);
    }
}
