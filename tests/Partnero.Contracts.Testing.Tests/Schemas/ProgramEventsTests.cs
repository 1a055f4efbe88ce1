using System.Reflection;
using Partnero.Contracts.Testing.Facts;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class ProgramEventsTests
{
    [Fact]
    public void Every_event_belongs_to_a_type_of_program_and_every_one_of_a_type_has_a_schema() => Assert.Equal(
        WebhookSchemas.BuiltIn.Events.Order(),
        ProgramEvents.Affiliate.Concat(ProgramEvents.Referral).Concat(ProgramEvents.Newsletter).Distinct().Order());

    [Theory]
    [InlineData("affiliate", "partner.created", "subscriber.created")]
    [InlineData("referral", "customer.credited", "partner.created")]
    [InlineData("newsletter", "subscriber.rewarded", "customer.created")]
    public void A_type_of_program_has_its_own_events_and_no_others(string type, string has, string lacks)
    {
        var events = ProgramEvents.Find(type)!;

        Assert.Contains(has, events);
        Assert.DoesNotContain(lacks, events);
        Assert.Equal(events.Count, events.Distinct().Count());
    }

    [Fact]
    public void The_guide_lists_the_events_of_each_type_in_order()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "check.md"));

        Assert.All(ProgramEvents.Names, name => Assert.Contains(
            $"\n| `{name}` | `WebhookSchemas.{char.ToUpperInvariant(name[0])}{name[1..]}Events` | {string.Join(", ", ProgramEvents.Find(name)!.Select(each => $"`{each}`"))} |\n",
            guide.ReplaceLineEndings("\n"),
            StringComparison.Ordinal));
    }

    [Fact]
    public void Each_property_is_a_type_that_has_a_name() => Assert.Equal(
        typeof(WebhookSchemas).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.Name.ToUpperInvariant()).Where(name => name.EndsWith("EVENTS", StringComparison.Ordinal)).Order(),
        ProgramEvents.Names.Select(name => $"{name.ToUpperInvariant()}EVENTS").Order());

    [Fact]
    public void No_other_type_is_known() => Assert.Null(ProgramEvents.Find("partner.created"));
}
