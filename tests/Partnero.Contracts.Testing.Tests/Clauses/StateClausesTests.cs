using System.Text.Json;
using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class StateClausesTests
{
    private static readonly string[] All = ["partner.created", "partner.updated", "partner.deleted", "transaction.created", "transaction.updated", "reward.created"];

    public static TheoryData<string> Ids() => [.. Enumerable.Range(1, 7).Select(number => $"STATE-{number:00}")];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_sound_consumer_keeps_each(string id) => await AssertAsync(FindingKind.Kept, id, new StateTable { Adds = Balance });

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task So_does_one_with_names_of_its_own_amounts_in_cents_and_a_flag_for_what_is_deleted(string id) => await AssertAsync(
        FindingKind.Kept,
        id,
        new StateTable { Adds = posted => Balance(posted) is var (kind, partner, _, by) ? (kind, partner, "owed_cents", by * 100) : null, ShowsDeleted = true, Stores = InOwnWords });

    [Theory]
    [InlineData("STATE-01")]
    [InlineData("STATE-02")]
    public async Task So_does_one_that_takes_updates_alone(string id) => await AssertAsync(FindingKind.Kept, id, new StateTable(), "partner.updated");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Where_nothing_is_stored_that_can_be_recognised_nothing_is_said(string id) =>
        await AssertAsync(FindingKind.NotExercised, id, new StateTable { Stores = posted => [("seen", posted.Event)] });

    [Fact]
    public async Task Where_a_consumer_keeps_no_sums_its_updates_are_looked_at() => await AssertAsync(FindingKind.Kept, "STATE-06", new StateTable());

    [Fact]
    public async Task A_deletion_that_changes_nothing_says_nothing()
    {
        var states = new StateTable { Ignores = posted => posted.Event == "partner.deleted" };

        await AssertAsync(FindingKind.NotExercised, "STATE-03", states);
        await AssertAsync(FindingKind.NotExercised, "STATE-05", states);
    }

    [Fact]
    public async Task An_update_without_effect_need_change_nothing()
    {
        using var consumer = new SoundHandler { States = new StateTable { Ignores = posted => posted.Event != "partner.created" } };

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer) { Accepted = All, Effective = ["partner.created"] }.FindAsync("STATE-01")).Kind);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_is_found() => await AssertAsync(FindingKind.Broken, "STATE-01", new StateTable { Ignores = posted => posted.Event == "transaction.updated" });

    [Fact]
    public async Task A_deletion_that_changes_nothing_is_found() => await AssertAsync(FindingKind.Broken, "STATE-01", new StateTable { Ignores = posted => posted.Event == "partner.deleted" });

    [Theory]
    [InlineData("partner.rejected")]
    [InlineData("partner.approved")]
    public async Task An_entity_that_an_event_in_its_life_closes_is_found(string station)
    {
        HashSet<string> closed = [];
        var states = new StateTable { Ignores = posted => posted.Event == station ? !closed.Add(posted.Entity!) : closed.Contains(posted.Entity!) };

        await AssertAsync(FindingKind.Broken, "STATE-01", states, "partner.created", "partner.updated", station);
    }

    [Fact]
    public async Task So_is_a_status_that_is_never_taken_back_and_one_that_no_update_stores_is_left_alone()
    {
        HashSet<string> approved = [];
        bool IsKept(Posted posted) => posted.Data.TryGetProperty("status", out var status) && (status.ToString() == "approved" ? !approved.Add(posted.Entity!) : approved.Contains(posted.Entity!));
        IEnumerable<(string Name, object? Value)> Without(Posted posted, bool isKept) => posted.Data.EnumerateObject().Where(field => !isKept || field.Name != "status").Select(field => (field.Name, (object?)field.Value));

        await AssertAsync(FindingKind.Broken, "STATE-01", new StateTable { Stores = posted => Without(posted, IsKept(posted)) });
        await AssertAsync(FindingKind.Kept, "STATE-01", new StateTable { Stores = posted => Without(posted, posted.Event == "partner.updated") });
    }

    [Fact]
    public async Task A_creation_that_is_taken_for_what_a_reference_made_is_found()
    {
        HashSet<string> named = [];
        bool IsNamed(Posted posted) => Balance(posted) is { Id: var id } ? !named.Add(id) && false : posted.Event == "partner.created" && named.Contains(posted.Entity!);

        await AssertAsync(FindingKind.Broken, "STATE-07", new StateTable { Ignores = IsNamed });
    }

    [Fact]
    public async Task So_is_a_sum_that_leaves_out_what_came_before_the_creation()
    {
        HashSet<string> known = [];

        await AssertAsync(FindingKind.Broken, "STATE-07", new StateTable { Adds = posted => posted.Event == "partner.created" && known.Add(posted.Entity!) ? null : Balance(posted) is { } sum && known.Contains(sum.Id) ? sum : null });
    }

    [Theory]
    [InlineData("refused", "Broken")]
    [InlineData("lost", "Broken")]
    [InlineData("taken for the other", "Broken")]
    [InlineData("stored", "Kept")]
    public async Task An_entity_with_the_address_of_one_that_was_deleted_is_stored_as_its_own(string outcome, string expected)
    {
        var owners = new Dictionary<string, string>();
        bool IsTaken(Posted posted) => posted is { IsSigned: true, Event: "partner.created" } && posted.Field("email") is { } email && !owners.TryAdd(email, posted.Entity!) && owners[email] != posted.Entity;
        using var consumer = new SoundHandler { States = new StateTable { Ignores = posted => outcome == "taken for the other" && IsTaken(posted) } };
        consumer.Answers = posted => outcome is "refused" or "lost" && IsTaken(posted) ? outcome == "refused" ? 500 : 200 : null;

        Assert.Equal(expected, (await new ClauseBench(consumer) { Accepted = All }.FindAsync("STATE-08")).Kind.ToString());
    }

    [Fact]
    public async Task So_is_one_that_is_refused_for_it()
    {
        HashSet<string> named = [];
        using var consumer = new SoundHandler { States = new StateTable() };
        consumer.Answers = posted => posted.IsSigned && Balance(posted) is { Id: var id } && named.Add(id) ? null : posted.Event == "partner.created" && named.Contains(posted.Entity!) ? 500 : null;

        Assert.Equal((FindingKind.Broken, "a 2xx"), await new ClauseBench(consumer) { Accepted = All }.FindAsync("STATE-07") is var finding ? (finding.Kind, finding.Expected) : default);
    }

    [Fact]
    public async Task A_creation_that_comes_after_an_update_and_overwrites_it_is_found() => await AssertAsync(
        FindingKind.Broken, "STATE-02", new StateTable { IsOlder = (posted, stored) => !posted.Event!.EndsWith(".created", StringComparison.Ordinal) && posted.CreatedAt < stored });

    [Theory]
    [InlineData(TimeSpan.TicksPerSecond)]
    [InlineData(TimeSpan.TicksPerMillisecond)]
    public async Task Of_two_events_that_are_close_together_the_later_that_is_dropped_is_found(long ticks)
    {
        await AssertAsync(FindingKind.Broken, "STATE-02", new StateTable { IsOlder = (posted, stored) => posted.CreatedAt.Ticks / ticks <= stored.Ticks / ticks });
        await AssertAsync(FindingKind.Kept, "STATE-02", new StateTable { IsOlder = (posted, stored) => posted.CreatedAt.Ticks / TimeSpan.TicksPerMicrosecond <= stored.Ticks / TimeSpan.TicksPerMicrosecond });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public async Task What_an_update_puts_back_is_found_and_what_it_counts_on_is_left_alone(double after) => await AssertAsync(
        after == 0 ? FindingKind.Broken : FindingKind.Kept,
        "STATE-04",
        new StateTable
        {
            Adds = posted => Balance(posted) is var (kind, partner, _, _) ? (kind, partner, "version", 1) : null,
            Stores = posted => posted.Data.EnumerateObject().Select(field => (field.Name, (object?)field.Value)).Concat(posted.Event == "partner.updated" ? [("version", after)] : []),
        });

    [Fact]
    public async Task What_came_last_in_the_place_of_what_is_newer_is_found() => await AssertAsync(FindingKind.Broken, "STATE-02", new StateTable { IsOlder = (_, _) => false });

    [Fact]
    public async Task So_is_an_address_that_an_older_event_says_of_the_entity_that_it_names() => await AssertAsync(
        FindingKind.Broken,
        "STATE-02",
        new StateTable { Sets = posted => posted.Event == "reward.created" && posted.Data.TryGetProperty("partner", out var partner) && partner.ValueKind == JsonValueKind.Object && partner.TryGetProperty("email", out var email) ? ("partner", partner.GetProperty("id").ToString(), "email", email.ToString()) : null });

    [Fact]
    public async Task So_is_an_event_in_the_middle_of_a_life_that_is_older_than_what_is_stored()
    {
        bool IsOlder(Posted posted, DateTimeOffset stored) => posted.Event != "reward.approved" && posted.CreatedAt < stored;

        await AssertAsync(FindingKind.Broken, "STATE-02", new StateTable { IsOlder = IsOlder }, "reward.created", "reward.approved", "reward.paid");
        await AssertAsync(FindingKind.Kept, "STATE-02", new StateTable(), "reward.created", "reward.approved", "reward.paid");
    }

    [Fact]
    public async Task A_deleted_entity_that_is_back_once_another_names_it_is_found()
    {
        var states = new StateTable { Revives = posted => Balance(posted) is { Kind: var kind, Id: var id } ? (kind, id) : null };

        await AssertAsync(FindingKind.Broken, "STATE-03", states);
    }

    [Fact]
    public async Task An_entity_that_another_kind_with_its_id_takes_the_place_of_is_found() => await AssertAsync(FindingKind.Broken, "STATE-05", new StateTable { TakesAway = (posted, kind, id) => id == posted.Entity && kind != posted.Event!.Split('.')[0] });

    [Fact]
    public async Task So_is_the_hour_that_comes_twice()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

        await AssertAsync(FindingKind.Broken, "STATE-02", new StateTable { IsOlder = (posted, stored) => TimeZoneInfo.ConvertTime(posted.CreatedAt, zone).DateTime < TimeZoneInfo.ConvertTime(stored, zone).DateTime });
    }

    [Fact]
    public async Task What_comes_back_after_its_deletion_is_found() => await AssertAsync(FindingKind.Broken, "STATE-03", new StateTable { ForgetsDeleted = true });

    [Fact]
    public async Task So_is_an_update_that_is_refused_after_it()
    {
        HashSet<string> deleted = [];
        using var consumer = new SoundHandler
        {
            Answers = posted => posted.Event == "partner.deleted" && posted.IsSigned && !deleted.Add(posted.Entity!) ? null : posted.Event == "partner.updated" && deleted.Contains(posted.Entity!) ? 404 : null,
        };

        var finding = await new ClauseBench(consumer) { Accepted = All }.FindAsync("STATE-03");

        Assert.Equal((FindingKind.Broken, "a 2xx, for no later attempt can succeed"), (finding.Kind, finding.Expected));
    }

    [Fact]
    public async Task What_an_update_wipes_is_found() => await AssertAsync(FindingKind.Broken, "STATE-04", new StateTable { WipesAbsent = true });

    [Theory]
    [InlineData("reward")]
    [InlineData("transaction")]
    [InlineData("partner")]
    public async Task What_a_deletion_takes_along_is_found(string kind) =>
        await AssertAsync(FindingKind.Broken, "STATE-05", new StateTable { TakesAway = (posted, other, id) => posted.Event == "partner.deleted" && other == kind && id != posted.Entity });

    [Fact]
    public async Task A_sum_that_one_of_four_is_missing_from_is_found()
    {
        var added = 0;

        await AssertAsync(FindingKind.Broken, "STATE-06", new StateTable { Adds = posted => Balance(posted) is { } sum && ++added % 5 != 4 ? sum : null });
    }

    [Fact]
    public async Task An_update_that_another_at_the_same_moment_overtakes_is_found() => await AssertAsync(
        FindingKind.Broken, "STATE-06", new StateTable { IsOlder = (posted, stored) => (posted.CreatedAt - stored).Duration() < TimeSpan.FromSeconds(10) });

    private static async Task AssertAsync(FindingKind expected, string id, StateTable states, params string[] accepted)
    {
        using var consumer = new SoundHandler { States = states };

        var finding = await new ClauseBench(consumer) { Accepted = accepted.Length > 0 ? accepted : All }.FindAsync(id);

        Assert.True(expected == finding.Kind, $"{id}: {finding.Kind}, {finding.Reason}");
    }

    private static (string Kind, string Id, string Name, double By)? Balance(Posted posted) =>
        posted.Event == "reward.created" && posted.Data.TryGetProperty("partner", out var partner) && partner.ValueKind == JsonValueKind.Object
            ? ("partner", partner.GetProperty("id").ToString(), "balance", posted.Data.GetProperty("amount").GetDouble())
            : null;

    private static IEnumerable<(string Name, object? Value)> InOwnWords(Posted posted)
    {
        if (posted.Data.TryGetProperty("name", out var name))
            yield return ("call_name", name.ToString().ToUpperInvariant());
        if (posted.Data.TryGetProperty("surname", out var surname))
            yield return ("family", surname);
        if (posted.Data.TryGetProperty("amount", out var amount))
            yield return ("cents", (long)(amount.GetDouble() * 100));
    }
}
