extern alias fixtures;

using System.Text;
using fixtures::Partnero.Contracts.Testing;
using fixtures::Partnero.Contracts.Testing.Proposals;
using fixtures::Partnero.Contracts.Testing.Received;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Received;

/// <summary>A proposed schema takes the deliveries that it was made from, is accepted by the generator, and refuses nothing that was taken before.</summary>
public sealed class SchemaProposalTests(ITestOutputHelper output)
{
    private const int Bodies = 5;

    private static readonly ReadableSchemas BuiltIn = new(WebhookSchemas.BuiltIn);

    public static TheoryData<string> Events => [.. WebhookSchemas.BuiltIn.Events];

    [Theory]
    [InlineData("../../evil")]
    [InlineData("a/b.created")]
    [InlineData("/evil.created")]
    [InlineData("C:\\evil.created")]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData(" ")]
    public void Of_an_event_that_no_file_can_be_named_after_nothing_is_proposed(string name) =>
        Assert.Null(Proposed.Of(WebhookSchemas.BuiltIn, name, [Proposed.Body(name, """{"id":"1","new":2}""")]));

    [Theory]
    [InlineData("""{"key":"t-1","amount":{"value":1250}}""", """{"key":"t-2","amount":1,"partner":{"id":{"x":1}}}""")]
    [InlineData("""{"key":"t-1","amount":{"value":1250}}""", """{"key":"t-2","customer":{"id":null}}""")]
    [InlineData("""{"key":{"value":1}}""", """{"key":"t-2","amount":[1],"partner":{"id":[1]}}""")]
    public void Several_deliveries_cost_the_schema_no_more_than_one_after_the_other(string first, string second)
    {
        const string name = "transaction.created";
        var bodies = new[] { Proposed.Body(name, first), Proposed.Body(name, second) };

        var together = Proposed.Of(WebhookSchemas.BuiltIn, name, [.. bodies.Select(body => (ReadOnlyMemory<byte>)body)])!;
        var one = Proposed.Of(WebhookSchemas.BuiltIn, name, [bodies[0]])!;
        var other = Proposed.Of(WebhookSchemas.BuiltIn.With(name, one.Text), name, [bodies[1]])!;

        Assert.DoesNotContain(together.Changes, change => change.Pointer == "/data");
        Assert.Equal(other.Text, together.Text);
        Assert.All(bodies, body => AssertTakes(WebhookSchemas.BuiltIn.With(name, together.Text), body, together));
    }

    [Fact]
    public void In_whatever_order_deliveries_come_the_same_is_proposed()
    {
        const string name = "lead.rejected";
        string[] forms = ["""{"id":"x","email":5}""", """[{"0":null}]""", """[{"question":"Why?","answer":-0}]""", "[null]"];
        var bodies = forms.Select(form => (ReadOnlyMemory<byte>)Proposed.Body(name, $$"""{"id":"l1","submission_form":{{form}}}""")).ToList();

        var proposed = Proposed.Of(WebhookSchemas.BuiltIn, name, bodies)!;

        for (var first = 1; first < bodies.Count; first++)
            Assert.Equal(proposed.Text, Proposed.Of(WebhookSchemas.BuiltIn, name, [.. bodies[first..], .. bodies[..first]])!.Text);
        bodies.Reverse();
        Assert.Equal(proposed.Text, Proposed.Of(WebhookSchemas.BuiltIn, name, bodies)!.Text);
    }

    [Fact]
    public void What_is_nested_beyond_all_reading_is_described_as_anything()
    {
        var body = Proposed.Body("partner.created", "{\"id\":\"p\",\"prefs\":" + new string('[', 300) + new string(']', 300) + "}");

        Assert.InRange(Proposed.Of(WebhookSchemas.BuiltIn, "partner.created", [body])!.Text.Length, 100, 20_000);
    }

    [Theory]
    [InlineData("5", "null")]
    [InlineData("null", "5")]
    [InlineData("null", "5", "\"active\"", "null")]
    public void A_place_with_several_types_gets_all_of_them_and_is_not_given_up(params string[] values)
    {
        const string name = "transaction.created";
        var schemas = WebhookSchemas.BuiltIn.With(name, """{"type":"object","required":["key","size"],"properties":{"key":{"type":"string"},"size":{"type":"string"}}}""");
        var bodies = values.Select(value => (ReadOnlyMemory<byte>)Proposed.Body(name, $$"""{"key":"t1","size":{{value}}}""")).ToList();

        var change = Assert.Single(Proposed.Of(schemas, name, bodies)!.Changes);
        Assert.Equal(("/data/size", "\"type\": [\"string\",\"integer\",\"null\"]"), (change.Pointer, change.What));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Any_mixture_of_deliveries_is_taken_at_once_and_in_any_order_and_never_tightens(string name)
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new Random((int)(seed % int.MaxValue));
        var settings = new FixtureSettings { Events = [name], Profile = FixtureProfile.Adversarial };
        var wrong = Deliveries.Valid(seed, settings).Take(Bodies).SelectMany(delivery => WrongValues.Of(delivery.Body, random)).Where(NeedsChange).ToArray();
        var read = Deliveries.Valid(seed + 1, settings).Take(Bodies).ToList();
        for (var mixture = 0; mixture < 3; mixture++)
        {
            random.Shuffle(wrong);
            var bodies = wrong.Take(random.Next(2, 5)).ToArray();
            if (Proposed.Of(WebhookSchemas.BuiltIn, name, [.. bodies.Select(body => (ReadOnlyMemory<byte>)body)]) is not { } together)
                continue;
            var taking = WebhookSchemas.BuiltIn.With(name, together.Text);
            Assert.All(bodies, body => AssertTakes(taking, body, together));
            Assert.All(read, before => AssertStillTakes(taking, before.Body, together));

            var reversed = Proposed.Of(WebhookSchemas.BuiltIn, name, [.. bodies.Reverse().Select(body => (ReadOnlyMemory<byte>)body)])!;
            Assert.Equal(Places(together), Places(reversed));

            var (schemas, last) = (WebhookSchemas.BuiltIn, (SchemaProposal?)null);
            var widened = new HashSet<string>();
            foreach (var body in bodies)
            {
                last = Proposed.Of(schemas, name, [body]) ?? last;
                schemas = last is null ? schemas : schemas.With(name, last.Text);
                widened.UnionWith(last is null ? [] : Anythings(last));
            }

            // At once, nothing is given up that is not given up one after the other too; but for what stands beside it in the same reference or list.
            Assert.All(Anythings(together), place => Assert.Contains(
                widened, other => place == other || place.StartsWith(other + "/", StringComparison.Ordinal) || (HolderOf(place) == HolderOf(other) && HolderOf(place) != "/data/")));
        }
    }

    private static string HolderOf(string place) => place[..(place.LastIndexOf('/') + 1)];

    private static IEnumerable<string> Anythings(SchemaProposal proposal) => proposal.Changes.Where(change => change.What.Contains("allow anything", StringComparison.Ordinal)).Select(change => SchemaChanges.General(change.Pointer));

    /// <summary>A reference and the list of such references are described once: which of the two a change is named by is that which came first.</summary>
    private static IEnumerable<string> Places(SchemaProposal proposal) =>
        proposal.Changes.Select(change => SchemaChanges.General(change.Pointer).Replace("/*", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Events))]
    public void It_takes_drawn_deliveries_with_wrong_values_and_never_tightens(string name)
    {
        // To replay a failure, put its seed here.
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new Random((int)(seed % int.MaxValue));
        var settings = new FixtureSettings { Events = [name], Profile = FixtureProfile.Adversarial };
        var proposals = 0;
        foreach (var delivery in Deliveries.Valid(seed, settings).Take(Bodies))
        {
            var wrong = WrongValues.Of(delivery.Body, random).Where(NeedsChange).ToArray();
            random.Shuffle(wrong);
            foreach (var body in wrong.Take(2))
            {
                // A field whose name none of C# can be made of stays as it is.
                if (Proposed.Of(WebhookSchemas.BuiltIn, name, [body]) is not { } proposal)
                    continue;
                proposals++;
                var taking = WebhookSchemas.BuiltIn.With(name, proposal.Text);
                AssertTakes(taking, body, proposal);
                Assert.All(Deliveries.Valid(seed + 1, settings).Take(Bodies), before => AssertStillTakes(taking, before.Body, proposal));
            }
        }

        output.WriteLine($"{proposals} proposals");
        Assert.True(proposals > 0, "nothing was proposed");
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Without_new_names_whatever_comes_is_read_as_well_as_before_or_better(string name)
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new Random((int)(seed % int.MaxValue));
        var settings = new FixtureSettings { Events = [name], Profile = FixtureProfile.Adversarial };
        var wrong = Deliveries.Valid(seed, settings).Take(Bodies).SelectMany(delivery => WrongValues.Of(delivery.Body, random)).Where(NeedsChange).ToArray();
        random.Shuffle(wrong);
        var proposals = 0;
        foreach (var body in wrong.Where(body => !DeliveryReading.Of(body, BuiltIn).IsAsDescribed).Take(2))
        {
            var proposal = SchemaProposal.Of(WebhookSchemas.BuiltIn, name, [body], namesFields: false)!;
            proposals++;
            Assert.DoesNotContain(proposal.Changes, change => change.NamesField);
            var schemas = WebhookSchemas.BuiltIn.With(name, proposal.Text);
            AssertTakes(schemas, body, proposal);
            var readable = new ReadableSchemas(schemas);
            Assert.All(wrong.Take(Bodies).Append(body), other =>
            {
                var (before, after) = (DeliveryReading.Of(other, BuiltIn), DeliveryReading.Of(other, readable));
                // What hid behind an unreadable field comes to light with it.
                Assert.True(before.Outcome == ReadingOutcome.Unreadable || (after.Outcome != ReadingOutcome.Unreadable && after.Deviations.All(deviation => before.Deviations.Any(same => same.Cause == deviation.Cause))),
                    $"{after.Exception?.Message} {string.Join("; ", after.Deviations)} in {Encoding.UTF8.GetString(other)} of {proposal.Text}");
            });
        }

        Assert.True(proposals > 0, "nothing was proposed");
    }

    [Fact]
    public void A_field_that_no_schema_names_is_named_where_that_is_asked_for_alone()
    {
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(Payloads.Body("partner.created", """{"id":"p1","rank":3}"""));

        Assert.Null(SchemaProposal.Of(WebhookSchemas.BuiltIn, "partner.created", [body], namesFields: false));
        Assert.True(Assert.Single(Proposed.Of(WebhookSchemas.BuiltIn, "partner.created", [body])!.Changes).NamesField);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void The_generator_accepts_it_and_its_code_reads_the_deliveries(string name)
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var random = new Random((int)(seed % int.MaxValue));
        var settings = new FixtureSettings { Events = [name], Profile = FixtureProfile.Adversarial };
        var bodies = Deliveries.Valid(seed, settings).Take(Bodies).Select(delivery => WrongValues.Of(delivery.Body, random).Where(body => DeliveryReading.Of(body, BuiltIn).Outcome != ReadingOutcome.NoWebhook).ToList()).Select(wrong => (ReadOnlyMemory<byte>)wrong[random.Next(wrong.Count)]).ToList();

        var proposal = Proposed.Of(WebhookSchemas.BuiltIn, name, bodies);
        var generated = Proposed.Generate(name, proposal?.Text);
        Assert.All(bodies, body => Assert.True(generated.Dispatcher.Read(body) is { Deviations.Count: 0 }, $"{Encoding.UTF8.GetString(body.Span)} and {proposal?.Text}"));
    }

    [Theory]
    [InlineData("partner.created", """{"id":"p1","status":5}""", "/data/status", "\"type\": [\"string\",\"integer\"]")]
    [InlineData("partner.created", """{"id":"p1","created_at":"2025-05-16"}""", "/data/created_at", "\"type\": \"string\"")]
    [InlineData("partner.created", """{"id":"p1","referrals_count":1.5}""", "/data/referrals_count", "\"type\": [\"number\",\"null\"]")]
    [InlineData("partner.created", """{"id":"p1","tags":[{"value":null}]}""", "/data/tags/0/value", "\"type\": [\"string\",\"null\"]")]
    [InlineData("partner.created", """{"id":"p1","approved":1}""", "/data/approved", "allow anything: no \"type\"")]
    [InlineData("partner.created", """{"name":"Ann"}""", "/data/id", "no longer \"required\": \"id\"")]
    [InlineData("partner.created", """{"id":"p1","rank":3}""", "/data/rank", "name it: \"rank\": {\"type\":\"number\"}")]
    [InlineData("partner.created", """{"id":"p1","level":{"name":"gold","since":"2025-01-15T10:30:00.000000Z"}}""", "/data/level", "name it: \"level\": {\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"since\":{\"type\":\"string\",\"format\":\"date-time\"}}}")]
    [InlineData("partner.created", """{"id":"p1","parent_id":3}""", "/data/parent_id", "name it: \"parent_id\": {\"type\":[\"string\",\"integer\"]}")]
    [InlineData("transaction.created", """{"key":{"id":"t1","name":"T"}}""", "/data/key", "one more branch of \"anyOf\": \"type\": \"object\"")]
    [InlineData("transaction.created", """{"key":"t1","partner":{"email":"a@b.co"}}""", "/data/partner", "allow anything: no \"type\"")]
    [InlineData("transaction.created", """{"key":"t1","reward":[]}""", "/data/reward", "one more branch of \"anyOf\": \"type\": \"array\"")]
    public void It_changes_what_is_needed_alone(string name, string data, string pointer, string what)
    {
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(Payloads.Body(name, data));
        var proposal = Proposed.Of(WebhookSchemas.BuiltIn, name, [body])!;

        var change = Assert.Single(proposal.Changes);
        Assert.Equal((pointer, what), (change.Pointer, change.What));
        Assert.Empty(Proposed.Generate(name, proposal.Text).Dispatcher.Read(body).Deviations);
    }

    [Fact]
    public void What_is_wrong_besides_is_told_where_an_unreadable_payload_hides_it()
    {
        var later = Proposed.Of(WebhookSchemas.BuiltIn, "partner.created", [Proposed.Body("partner.created", """{"id":{},"name":["Ann"],"tags":[{"value":5}]}""")])!.Later;

        Assert.Equal(["/data/name must be a string, and is a list", "/data/tags is left out: /data/tags/0/value must be a string, and is a number"], later.Select(misfit => misfit.What));
    }

    [Fact]
    public void What_is_read_as_it_is_described_needs_no_change() =>
        Assert.Null(Proposed.Of(WebhookSchemas.BuiltIn, "partner.created", [Encoding.UTF8.GetBytes(Payloads.Body("partner.created", """{"id":"p1","tags":[],"größe/№":1}"""))]));

    /// <summary>No schema gives a delivery its payload back.</summary>
    private static bool NeedsChange(byte[] body) =>
        DeliveryReading.Of(body, BuiltIn) is { Outcome: not ReadingOutcome.NoWebhook } reading && (!reading.IsAsDescribed || reading.Unnamed.Count > 0);

    private static void AssertTakes(WebhookSchemas schemas, byte[] body, SchemaProposal proposal)
    {
        var reading = DeliveryReading.Of(body, new ReadableSchemas(schemas));
        Assert.True(reading.IsAsDescribed, $"{reading.Outcome}: {reading.Exception?.Message} {string.Join("; ", reading.Deviations)} in {Encoding.UTF8.GetString(body)} of {proposal.Text}");
    }

    /// <summary>What was valid is; only a field that has a name now may have another type there, and is a deviation then.</summary>
    private static void AssertStillTakes(WebhookSchemas schemas, ReadOnlyMemory<byte> body, SchemaProposal proposal)
    {
        var named = proposal.Changes.Where(change => change.NamesField).Select(change => SchemaChanges.General(change.Pointer)).ToList();
        // A field that is named now has a type; of a choice, the violation is told where the choice stands, above the field.
        var broken = schemas.Validate(body).Where(violation => !named.Exists(pointer =>
            SchemaChanges.General(violation.Pointer).StartsWith(pointer, StringComparison.Ordinal)
            || (violation.Keyword is "anyOf" or "oneOf" && pointer.StartsWith(SchemaChanges.General(violation.Pointer) + "/", StringComparison.Ordinal)))).ToList();
        Assert.True(broken.Count == 0, $"{string.Join(", ", broken)} in {Encoding.UTF8.GetString(body.Span)} of {proposal.Text}");
        Assert.NotEqual(ReadingOutcome.Unreadable, DeliveryReading.Of(body, new ReadableSchemas(schemas)).Outcome);
    }
}
