using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class LateDuplicateClausesTests
{
    private const string Created = "partner.created";
    private const string Updated = "partner.updated";
    private const string Approved = "partner.approved";

    public static TheoryData<string> Ids() => [.. Enumerable.Range(7, 9).Select(number => $"IDEM-{number:00}")];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_sound_consumer_keeps_each(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal((id, FindingKind.Kept), (id, (await new ClauseBench(consumer) { Accepted = [Created, Updated, Approved, "transaction.created"] }.FindAsync(id)).Kind));
    }

    [Theory]
    [InlineData("IDEM-07", "0", "")]
    [InlineData("IDEM-07", "+", "")]
    [InlineData("IDEM-07", ".0", "")]
    [InlineData("IDEM-07", "e3", "000")]
    public async Task A_consumer_that_takes_one_spelling_of_a_number_for_another_is_found(string id, string spelling, string other)
    {
        using var consumer = new SoundHandler { Remembers = posted => posted.Entity!.StartsWith(Created, StringComparison.Ordinal) || !char.IsAsciiLetter(posted.Entity![0]) ? posted.Event + Replace(posted.Entity!, spelling, other) : posted.Body };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer).FindAsync(id)).Kind);

        static string Replace(string entity, string spelling, string other) =>
            spelling is "0" or "+" ? (entity.StartsWith(spelling, StringComparison.Ordinal) ? entity[spelling.Length..] : entity)
                : entity.EndsWith(spelling, StringComparison.Ordinal) ? entity[..^spelling.Length] + other : entity;
    }

    [Fact]
    public async Task Twenty_digits_that_differ_in_the_last_are_two_ids()
    {
        using var consumer = new SoundHandler { Remembers = posted => double.TryParse(posted.Entity, out var number) && number > 1e19 ? posted.Event + number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : posted.Body };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer).FindAsync("IDEM-07")).Kind);
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("hash")]
    public async Task A_consumer_that_keeps_eight_digits_is_found(string of)
    {
        using var consumer = new SoundHandler
        {
            Remembers = posted => (of == "hash" ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(posted.Body))) : posted.Header("Signature")!)[..8],
        };

        var finding = await new ClauseBench(consumer).FindAsync("IDEM-13");

        Assert.Equal((FindingKind.Broken, "no effect (1 of 6 tries)"), (finding.Kind, finding.Actual));
    }

    [Fact]
    public async Task A_thousand_others_come_between_or_as_many_as_there_is_time_for()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("IDEM-12"));
        Assert.InRange(consumer.All.Count, 20, 1_010);
        Assert.Equal(2, consumer.All.Count(posted => posted.Body == consumer.All[0].Body));
    }

    [Fact]
    public async Task The_bytes_of_the_first_come_again_after_an_update_of_the_same_entity()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Created, Updated] }.FindAsync("IDEM-09"));
        var creation = consumer.All.First(posted => posted.Event == Created);
        Assert.Equal([Created, Updated, Created], consumer.All.Where(posted => posted.Entity == creation.Entity).Select(posted => posted.Event));
    }

    [Fact]
    public async Task Where_no_update_takes_effect_nothing_comes_between()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer).FindAsync("IDEM-09")).Kind);
        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer).FindAsync("IDEM-10")).Kind);
        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer).FindAsync("IDEM-11")).Kind);
    }
}
