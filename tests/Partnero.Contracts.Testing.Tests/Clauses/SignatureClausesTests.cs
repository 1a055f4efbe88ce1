using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class SignatureClausesTests
{
    private const string Trace = "boom\n   at Shop.Hook.Handle(Request request)\n";

    public static TheoryData<string> Refusals() => ["SIG-01", "SIG-02", "SIG-03", "SIG-04", "SIG-05"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_consumer_that_answers_every_forgery_with_500_refuses_it(string id)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.IsSigned ? null : 500 };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync(id));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_consumer_that_breaks_off_does_not_refuse(string id)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.IsSigned ? null : throw new InvalidOperationException("broken off") };

        var finding = await new ClauseBench(consumer).FindAsync(id);

        Assert.Equal((FindingKind.Broken, "a refusal, such as 401, as for a signature that is only wrong"), (finding.Kind, finding.Expected));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_consumer_that_crashes_on_some_forgeries_alone_does_not_refuse_them(string id)
    {
        var plain = 0;
        using var consumer = new SoundHandler { Answers = posted => posted.IsSigned || Interlocked.Increment(ref plain) > 1 ? null : 500 };

        var finding = await new ClauseBench(consumer).FindAsync(id);

        Assert.Equal((FindingKind.Broken, "a refusal, such as 401, as for a signature that is only wrong"), (finding.Kind, finding.Expected));
        Assert.StartsWith("500", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_was_changed_after_signing_becomes_another_that_the_consumer_acts_on()
    {
        Assert.Equal("partner.updated", await OtherAsync(["partner.created", "partner.deleted", "partner.updated"], ["partner.created", "partner.updated"]));
        Assert.Equal("partner.deleted", await OtherAsync(["partner.created", "partner.deleted"], ["partner.created"]));
        Assert.Equal("partner.archived", await OtherAsync(["partner.created"], ["partner.created"]));
        Assert.Equal("partner.deleted", await OtherAsync(["partner.archived"], ["partner.archived"]));

        static async Task<string?> OtherAsync(string[] accepted, string[] effective)
        {
            using var consumer = new SoundHandler();
            var bench = new ClauseBench(consumer) { Accepted = accepted, Effective = effective };
            Assert.Equal(ClauseFinding.Kept, await bench.FindAsync("SIG-05"));
            return Assert.Single(consumer.All, posted => posted is { IsSigned: false, Event: not null } && posted.Event != effective[0]).Event;
        }
    }

    [Fact]
    public async Task A_forgery_that_takes_effect_under_the_name_that_it_was_given_is_found()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted => posted is { IsSigned: false, Event: "partner.deleted" } ? consumer.Force(posted) : null;

        var finding = await new ClauseBench(consumer) { Accepted = ["partner.created", "partner.deleted"] }.FindAsync("SIG-06");

        Assert.Equal((FindingKind.Broken, "event changed after signing"), (finding.Kind, finding.Delivery?.Note));
        Assert.EndsWith("and 1 effect", finding.Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(499, true)]
    [InlineData(302, false)]
    [InlineData(500, false)]
    public async Task Any_4xx_and_nothing_else_is_the_answer_to_a_bad_signature(int status, bool isKept)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.IsSigned ? null : status };

        Assert.Equal(isKept ? FindingKind.Kept : FindingKind.Broken, (await new ClauseBench(consumer).FindAsync("SIG-07")).Kind);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_answer_gives_the_expected_signature_away_in_either_case_and_whatever_was_sent(bool hasSignature, bool isUpper)
    {
        using var consumer = new SoundHandler { Says = posted => posted.IsSigned || posted.Header("Signature") is not null != hasSignature ? "" : "expected " + Expected(posted, isUpper) };

        var finding = await new ClauseBench(consumer).FindAsync("SIG-09");

        Assert.Equal(FindingKind.Broken, finding.Kind);
        Assert.EndsWith("with the expected signature in it", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_repeats_what_was_sent_tells_nothing()
    {
        using var consumer = new SoundHandler { Says = posted => $"{posted.Header("Signature")} does not fit" };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("SIG-09"));
    }

    [Theory]
    [InlineData("12345678", false)]
    [InlineData("test123", true)]
    public async Task A_secret_in_an_answer_is_told_from_a_word_by_its_length(string secret, bool isKept)
    {
        using var consumer = new SoundHandler { Says = _ => "the secret is " + secret };

        var finding = await new ClauseBench(consumer) { Secret = secret }.FindAsync("SIG-09");

        Assert.Equal(isKept ? FindingKind.Kept : FindingKind.Broken, finding.Kind);
        Assert.EndsWith(isKept ? "" : "with the secret in it", finding.Actual ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Trace)]
    [InlineData("Error: boom\n    at handle (/app/hook.js:12:5)")]
    [InlineData("Traceback (most recent call last):\n  File \"hook.py\"")]
    [InlineData("#0 /app/hook.php(12): verify()")]
    [InlineData("Stack trace:\n...")]
    public async Task A_stack_trace_in_an_answer_is_found(string text)
    {
        using var consumer = new SoundHandler { Says = _ => text };

        var finding = await new ClauseBench(consumer).FindAsync("SIG-09");

        Assert.EndsWith("with a stack trace in it", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_in_words_tells_nothing()
    {
        using var consumer = new SoundHandler { Says = _ => "The signature is wrong; look at (the docs): 12." };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("SIG-09"));
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("SIGNATURE")]
    public async Task A_consumer_that_insists_on_one_spelling_of_the_header_is_found(string refused)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Headers.Any(header => header.Key == refused) ? 401 : null };

        var finding = await new ClauseBench(consumer).FindAsync("SIG-08");

        Assert.Equal((FindingKind.Broken, $"valid and signed, with the header's name written {refused}"), (finding.Kind, finding.Delivery?.Note));
    }

    private static string Expected(Posted posted, bool isUpper)
    {
        var signature = PartneroSignature.Compute(System.Text.Encoding.UTF8.GetBytes(posted.Body), ScriptedHandler.Secret);
        return isUpper ? signature.ToUpperInvariant() : signature;
    }

    [Theory]
    [InlineData(-60, "with a Timestamp header three hours old")]
    [InlineData(60, "with a Timestamp header a day ahead")]
    public async Task A_consumer_that_checks_the_unsigned_timestamp_is_found(int minutes, string note)
    {
        using var consumer = new SoundHandler();
        var now = DateTimeOffset.MinValue;
        consumer.Answers = posted =>
        {
            if (posted.Header("Timestamp") is not { } seconds)
                return null;
            var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
            // The first of them is of now.
            now = now == DateTimeOffset.MinValue ? sent : now;
            return minutes < 0 ? sent < now.AddMinutes(minutes) ? 401 : null : sent > now.AddMinutes(minutes) ? 401 : null;
        };

        var finding = await new ClauseBench(consumer).FindAsync("SIG-10");

        Assert.Equal((FindingKind.Broken, "valid and signed, " + note), (finding.Kind, finding.Delivery?.Note));
    }

    [Fact]
    public async Task A_consumer_that_takes_the_unsigned_timestamp_for_a_part_of_the_identity_applies_a_duplicate_twice()
    {
        using var consumer = new SoundHandler { Remembers = posted => posted.Body + posted.Header("Timestamp") };

        var finding = await new ClauseBench(consumer).FindAsync("IDEM-05");

        Assert.Equal((FindingKind.Broken, "2 effects (1 of 1 tries)"), (finding.Kind, finding.Actual));
    }
}
