using Partnero.Contracts.Testing.Histories;
using Partnero.Contracts.Testing.Tests.Outcomes;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Histories;

public sealed class ShortestHistoryTests
{
    private static readonly ClauseFinding Found = ClauseFinding.Broken("With all of them.");

    [Theory]
    [InlineData("5")]
    [InlineData("2 7")]
    [InlineData("1 4 8")]
    [InlineData("1 2 3 4 5 6 7 8")]
    public async Task What_shows_it_is_left_and_nothing_else(string needed)
    {
        var numbers = needed.Split(' ').Select(int.Parse).ToList();
        var shortest = new ShortestHistory(() => Steps(8), steps => Task.FromResult(numbers.All(number => Numbers(steps).Contains(number)) ? ClauseFinding.Broken(string.Join(' ', Numbers(steps))) : null));

        var finding = await shortest.FindAsync(Found, () => true);

        Assert.Equal(numbers, Numbers(shortest.Of(Steps(8))));
        Assert.Equal(numbers.Count == 8 ? Found.Reason : needed, finding.Reason);
    }

    [Fact]
    public async Task Without_time_it_stays_as_it_is()
    {
        var shortest = new ShortestHistory(() => Steps(8), _ => throw new InvalidOperationException("There was no time."));

        Assert.Same(Found, await shortest.FindAsync(Found, () => false));
        Assert.Equal(8, shortest.Of(Steps(8)).Count);
    }

    [Fact]
    public async Task A_creation_is_left_out_with_all_that_happens_to_its_entity_and_not_alone()
    {
        IReadOnlyList<HistoryStep> all =
        [
            Step(Event(1, "partner.created", "partner_1", isCreation: true)),
            Step(Event(2, "partner.created", "partner_2", isCreation: true)),
            Step(Event(3, "partner.updated", "partner_1")),
            Step(Event(4, "partner.updated", "partner_2")),
        ];
        var tried = new List<string>();
        var shortest = new ShortestHistory(() => all, steps =>
        {
            tried.Add(string.Join(' ', Numbers(steps)));
            return Task.FromResult(Numbers(steps).Contains(3) ? Found : null);
        });

        await shortest.FindAsync(Found, () => true);

        Assert.Equal([1, 3], Numbers(shortest.Of(all)));
        Assert.DoesNotContain("3", tried);
        Assert.DoesNotContain("2 3 4", tried);
    }

    private static List<int> Numbers(IEnumerable<HistoryStep> steps) => [.. steps.SelectMany(step => step.Events).Select(one => one.Number)];

    private static IReadOnlyList<HistoryStep> Steps(int count) => [.. Enumerable.Range(1, count).Select(number => Step(Event(number, "partner.updated", $"partner_{number}")))];

    private static HistoryStep Step(HistoryEvent happened) => new(HistoryStepKind.Deliver) { Events = [happened] };

    private static HistoryEvent Event(int number, string name, string entity, bool isCreation = false)
    {
        var delivery = Bench.Delivery(name) with { EntityId = entity };
        return new HistoryEvent(number, delivery, delivery, isCreation);
    }
}
