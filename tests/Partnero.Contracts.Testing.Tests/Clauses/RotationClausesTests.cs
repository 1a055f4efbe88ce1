using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class RotationClausesTests
{
    public static TheoryData<string> All => ["ROTATE-01", "ROTATE-02", "ROTATE-03", "ROTATE-04"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_old_secret_holds_again_at_the_end_of_each_clause(string id)
    {
        var sets = new List<IReadOnlyList<string>>();
        using var consumer = new SoundHandler();
        consumer.Sets = (_, now) =>
        {
            sets.Add(now);
            return now;
        };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync(id));

        Assert.Equal([ScriptedHandler.Secret], consumer.Secrets);
        Assert.Contains(sets, secrets => secrets.Any(secret => secret != ScriptedHandler.Secret && secret.Length == 16));
    }

    [Fact]
    public async Task The_old_secret_holds_again_also_where_the_clause_is_broken()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.IsSigned ? 500 : null };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer).FindAsync("ROTATE-02")).Kind);
        Assert.Equal([ScriptedHandler.Secret], consumer.Secrets);
    }

    [Theory]
    [InlineData("ROTATE-01", "signed with the old secret, while both hold", "401")]
    [InlineData("ROTATE-02", null, null)]
    [InlineData("ROTATE-03", null, null)]
    [InlineData("ROTATE-04", null, null)]
    public Task A_consumer_that_takes_the_newest_alone_refuses_what_is_still_on_its_way(string id, string? note, string? actual) =>
        AssertAsync(id, (_, now) => [now[^1]], note, actual);

    [Theory]
    [InlineData("ROTATE-01", "signed with the new secret, while both hold", "401")]
    [InlineData("ROTATE-02", "signed with the new secret, which alone holds", "401")]
    [InlineData("ROTATE-03", "signed with the old secret, which is gone", "200")]
    public Task A_consumer_that_keeps_the_first_secret_is_found(string id, string note, string actual) =>
        AssertAsync(id, (before, _) => before, note, actual);

    [Theory]
    [InlineData("ROTATE-01", null, null)]
    [InlineData("ROTATE-02", null, null)]
    [InlineData("ROTATE-03", "signed with the old secret, which is gone", "200")]
    public Task A_consumer_that_forgets_no_secret_is_found(string id, string? note, string? actual) =>
        AssertAsync(id, (before, now) => [.. before.Concat(now).Distinct()], note, actual);

    [Fact]
    public async Task A_refusal_that_takes_effect_all_the_same_is_found()
    {
        using var consumer = new SoundHandler();
        consumer.Answers = posted =>
        {
            if (posted.IsSigned)
                return null;
            consumer.Force(posted);
            return 401;
        };

        var finding = await new ClauseBench(consumer).FindAsync("ROTATE-03");

        Assert.Equal((FindingKind.Broken, "no effect"), (finding.Kind, finding.Expected));
        Assert.EndsWith("and 1 effect", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_knows_deliveries_by_their_signature_is_found()
    {
        using var consumer = new SoundHandler { Remembers = posted => posted.Header("Signature")! };

        var finding = await new ClauseBench(consumer).FindAsync("ROTATE-04");

        Assert.Equal((FindingKind.Broken, "1 effect", "2 effects (1 of 1 tries)"), (finding.Kind, finding.Expected, finding.Actual));
    }

    [Fact]
    public async Task A_duplicate_that_is_refused_is_the_question_of_another_clause()
    {
        using var consumer = new SoundHandler { Sets = (before, _) => before };

        var finding = await new ClauseBench(consumer).FindAsync("ROTATE-04");

        Assert.Equal((FindingKind.NotExercised, false), (finding.Kind, finding.IsBlocked));
        Assert.Contains("ROTATE-02", finding.Reason, StringComparison.Ordinal);
    }

    private static async Task AssertAsync(string id, Func<IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>> sets, string? note, string? actual)
    {
        using var consumer = new SoundHandler { Sets = sets };

        var finding = await new ClauseBench(consumer).FindAsync(id);

        Assert.Equal(note is null ? FindingKind.Kept : FindingKind.Broken, finding.Kind);
        if (note is null)
            return;
        Assert.EndsWith(note, finding.Delivery!.Note, StringComparison.Ordinal);
        Assert.StartsWith(actual!, finding.Actual, StringComparison.Ordinal);
    }
}
