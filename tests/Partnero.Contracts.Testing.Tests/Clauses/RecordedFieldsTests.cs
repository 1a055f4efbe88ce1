using System.Text.Json;
using Partnero.Contracts.Testing.Clauses;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

/// <summary>What a consumer records of a payload is compared with what was sent.</summary>
public sealed class RecordedFieldsTests
{
    private const double HalfACent = 0.005;

    public static TheoryData<double, double, bool> Amounts() => new()
    {
        { 0, 0, true },
        { 0, HalfACent, true },
        { 0, HalfACent + 1e-9, true },
        { 0, HalfACent + 2e-9, false },
        { 0, -HalfACent, true },
        { 0, -0.006, false },
        { 1250, 1250.004, true },
        { 1250, 1250.006, false },
        { 1250, -1250, false },
        { -3, -3, true },
    };

    [Theory]
    [MemberData(nameof(Amounts))]
    public async Task A_number_is_the_same_within_half_a_cent_whether_it_has_a_fraction_or_not(double sent, double recorded, bool isSame)
    {
        Assert.Equal(isSame, (await CompareAsync(sent, recorded)).Kind == FindingKind.Kept);
        Assert.Equal(isSame, (await CompareAsync((long)sent, recorded)).Kind == FindingKind.Kept);
    }

    [Theory]
    [InlineData("12.34", true)]
    [InlineData("12.3", false)]
    [InlineData("12,34", false)]
    [InlineData("twelve", false)]
    [InlineData("", false)]
    public async Task A_number_that_is_recorded_as_text_is_read_as_one(string recorded, bool isSame)
    {
        Assert.Equal(isSame, (await CompareAsync(12.34, recorded)).Kind == FindingKind.Kept);
        Assert.Equal(isSame, (await CompareAsync(12.34, JsonSerializer.SerializeToElement(recorded))).Kind == FindingKind.Kept);
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("abc ", false)]
    [InlineData("ABC", false)]
    public async Task A_text_is_the_same_to_the_letter(string recorded, bool isSame)
    {
        Assert.Equal(isSame, (await CompareAsync("abc", recorded)).Kind == FindingKind.Kept);
        Assert.Equal(isSame, (await CompareAsync("abc", JsonSerializer.SerializeToElement(recorded))).Kind == FindingKind.Kept);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_like_no_text_that_was_sent()
    {
        var finding = await CompareAsync("😀", JsonElement.Parse("\"\\ud83d\""));

        Assert.Equal((FindingKind.Broken, "field \"\\ud83d\""), (finding.Kind, finding.Actual));
    }

    [Fact]
    public async Task What_is_neither_text_nor_number_is_not_compared()
    {
        Assert.Equal(ClauseFinding.Kept, await CompareAsync(true, "no"));
        Assert.Equal(ClauseFinding.Kept, await CompareAsync(PhpArray.Empty, "none"));
    }

    [Fact]
    public async Task A_field_that_is_not_recorded_of_a_plain_payload_either_is_not_compared()
    {
        foreach (var none in new object?[] { null, JsonElement.Parse("null"), "absent" })
        {
            var finding = await CompareAsync("abc", recorded: none, recordedOfPlain: none);

            Assert.Equal(FindingKind.NotExercised, finding.Kind);
            Assert.StartsWith("No effect that the consumer recorded holds field.", finding.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_field_that_is_recorded_of_a_plain_payload_alone_was_lost()
    {
        foreach (var none in new object?[] { null, JsonElement.Parse("null"), "absent" })
        {
            var finding = await CompareAsync("abc", recorded: none, recordedOfPlain: "plain");

            Assert.Equal((FindingKind.Broken, "field \"abc\"", "no field"), (finding.Kind, finding.Expected, finding.Actual));
        }
    }

    [Fact]
    public async Task A_field_that_was_not_sent_is_not_compared()
    {
        Assert.Equal(FindingKind.NotExercised, (await CompareAsync(null, "anything")).Kind);
    }

    [Theory]
    [InlineData(12.34, 1234, 19.99, 1999, true)]
    [InlineData(12.34, 1234, 19.99, 1998, false)]
    [InlineData(12.34, 1234, 5.996999999999999, 600, true)]
    [InlineData(12.34, 1234, 5.996999999999999, 599, false)]
    [InlineData(12.34, 12340, 19.99, 19990, true)]
    [InlineData(12.34, 12.34, 19.99, 1999, false)]
    [InlineData(12.34, 12, 19.99, 19, false)]
    [InlineData(12.34, 0, 19.99, 19.99, true)]
    public async Task An_amount_is_recorded_in_the_unit_in_which_a_plain_one_is(double plain, double recordedOfPlain, double sent, double recorded, bool isSame) =>
        Assert.Equal(isSame, (await CompareAsync(sent, recorded, recordedOfPlain, plain)).Kind == FindingKind.Kept);

    [Theory]
    [InlineData("John", "JOHN", "O’Brien", "O’BRIEN", true)]
    [InlineData("John", "JOHN", "O’Brien", "O", false)]
    [InlineData("John", "John", "O’Brien", "O’BRIEN", false)]
    public async Task A_text_is_recorded_in_the_case_in_which_a_plain_one_is(string plain, string recordedOfPlain, string sent, string recorded, bool isSame) =>
        Assert.Equal(isSame, (await CompareAsync(sent, recorded, recordedOfPlain, plain)).Kind == FindingKind.Kept);

    private static Task<ClauseFinding> CompareAsync(PhpValue? sent, object? recorded) => CompareAsync(sent, recorded, recorded);

    /// <summary>Compares one field of one delivery; "absent" stands for a field that is not there.</summary>
    private static async Task<ClauseFinding> CompareAsync(PhpValue? sent, object? recorded, object? recordedOfPlain, PhpValue? plain = null)
    {
        using var consumer = new SoundHandler();
        consumer.Records = posted => (posted.Field("plain") is null ? recorded : recordedOfPlain) is var value && value as string != "absent" ? [("field", value)] : [];
        return await new ClauseBench(consumer).FindAsync(async run =>
        {
            var cancellation = TestContext.Current.CancellationToken;
            var delivery = await run.PrepareAsync("partner.created", cancellation, data => sent is null ? data : data.With("field", sent));
            await run.SendAsync(delivery, cancellation);
            return await RecordedFields.CompareAsync(run, [delivery], _ => ["field"], (_, data) => (plain is null ? data : data.With("field", plain)).With("plain", true), cancellation);
        });
    }
}
