using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class DateClausesTests
{
    private const string Id = "BODY-17";
    private const string Note = "valid and signed, with a date alone for created_at";
    private const string NoLead = "The consumer accepts no event of which a source shows a date alone: those of leads.";

    [Fact]
    public async Task Leads_are_sent_with_a_moment_and_with_a_date_alone_where_nobody_says_what_is_handled()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync(Id));
        Assert.Equal(6, consumer.All.Count);
        Assert.All(consumer.All, posted => Assert.True(IsLead(posted)));
        Assert.Equal(3, consumer.All.Count(posted => posted.Field("created_at") is { Length: 12 }));
        Assert.Equal(3, consumer.All.Count(posted => posted.Field("created_at") is { Length: 29 }));
    }

    [Fact]
    public async Task A_consumer_that_insists_on_a_time_is_advised()
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field("created_at") is { Length: 12 } ? 422 : null };

        var finding = await new ClauseBench(consumer).FindAsync(Id);
        Assert.Equal((FindingKind.Broken, Note), (finding.Kind, finding.Delivery?.Note));
    }

    [Fact]
    public async Task A_consumer_that_loses_what_has_no_time_is_advised()
    {
        using var consumer = new SoundHandler { Loses = posted => posted.Field("created_at") is { Length: 12 } };

        var finding = await new ClauseBench(consumer).FindAsync(Id);
        Assert.Equal((FindingKind.Broken, Note, "a 2xx and no effect"), (finding.Kind, finding.Delivery?.Note, finding.Actual));
    }

    [Fact]
    public async Task A_consumer_that_takes_no_lead_is_told_so()
    {
        using var consumer = new SoundHandler { Answers = posted => IsLead(posted) ? 422 : null };

        Assert.Equal(ClauseFinding.NotExercised(NoLead), await new ClauseBench(consumer).FindAsync(Id));
    }

    [Fact]
    public async Task A_consumer_that_does_nothing_for_leads_is_told_so()
    {
        using var consumer = new SoundHandler { Loses = IsLead };

        Assert.Equal(
            ClauseFinding.NotExercised("The consumer applies no event of which a source shows a date alone: those of leads."),
            await new ClauseBench(consumer).FindAsync(Id));
    }

    [Fact]
    public async Task Leads_are_not_sent_to_a_consumer_that_says_that_it_handles_others()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.NotExercised(NoLead), await new ClauseBench(consumer) { Handles = ["partner.created"] }.FindAsync(Id));
        Assert.Empty(consumer.All);
    }

    private static bool IsLead(Posted posted) => posted.Event?.StartsWith("lead.", StringComparison.Ordinal) == true;
}
