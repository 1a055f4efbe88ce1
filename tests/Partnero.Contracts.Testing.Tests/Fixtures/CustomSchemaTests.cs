using FsCheck.Fluent;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class CustomSchemaTests
{
    [Fact]
    public void A_property_or_branch_of_lesser_evidence_is_left_out_of_the_realistic_profile_and_a_usual_one_is_always_there()
    {
        var schemas = WebhookSchemas.BuiltIn.With("voucher.created", """
            {"type":"object","x-usual":["value"],"properties":{"id":{"type":"string"},"value":{"type":"integer"},"note":{"type":"string","x-evidence":"advice"},
             "partner":{"$ref":"../definitions/partner.schema.json","x-evidence":"opt-in"},"label":{"anyOf":[{"type":"string"},{"type":"boolean","x-evidence":"advice"}]}}}
            """);

        var realistic = Draw(FixtureProfile.Realistic);
        var adversarial = Draw(FixtureProfile.Adversarial);

        Assert.All(realistic, data => Assert.True(data["id"] is not null && data["value"] is not null && data["note"] is null && data["label"] is not PhpBoolean));
        Assert.Contains(adversarial, data => data["note"] is not null);
        Assert.Contains(adversarial, data => data["value"] is null);
        Assert.Contains(adversarial, data => data["label"] is PhpBoolean);
        Assert.All(adversarial, data => Assert.True(data["id"] is not null && data["partner"] is null));

        List<PhpArray> Draw(FixtureProfile profile) =>
            [.. Deliveries.Valid(1, new FixtureSettings { Schemas = schemas, Events = ["voucher.created"], Profile = profile }).Take(100).Select(delivery => delivery.Delivery.Data)];
    }

    [Fact]
    public void Evidence_that_does_not_exist_is_refused_with_those_that_do() => Assert.Contains(
        "this must be known, advice or opt-in, and is \"sure\"",
        Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.With("voucher.created", """{"type":"object","properties":{"id":{"type":"string","x-evidence":"sure"}}}""")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":["string","integer"]}""")]
    [InlineData("""{"type":["integer","string","null"]}""")]
    public void An_id_that_may_be_a_number_is_a_text_of_its_own_and_a_number_of_its_own_in_the_adversarial_profile_alone(string id)
    {
        var schemas = WebhookSchemas.BuiltIn.With("voucher.created", $$$"""{"type":"object","required":["id"],"properties":{"id":{{{id}}}}}""");

        foreach (var profile in Enum.GetValues<FixtureProfile>())
        {
            var deliveries = Deliveries.Valid(1, new FixtureSettings { Schemas = schemas, Events = ["voucher.created"], Profile = profile }).Take(100).ToList();
            Assert.All(deliveries, delivery => Assert.Equal(delivery.EntityId, PhpValues.Name(delivery.Delivery.Data["id"])));
            Assert.Equal(profile == FixtureProfile.Adversarial, deliveries.Exists(delivery => delivery.Delivery.Data["id"] is PhpInteger));
            Assert.Equal(100, deliveries.Select(delivery => delivery.EntityId).Distinct().Count());
        }
    }

    [Fact]
    public void An_event_of_the_consumers_own_is_drawn_and_may_refer_to_the_schemas_of_the_package()
    {
        var schemas = WebhookSchemas.BuiltIn.With("voucher.created", """
            {"type":"object","required":["id","partner","value"],"properties":{"id":{"type":"string","pattern":"^V-[0-9]{6}$"},"partner":{"$ref":"../definitions/reference.schema.json"},"value":{"type":"integer","minimum":1,"maximum":500}},"additionalProperties":false}
            """);

        foreach (var delivery in Deliveries.Valid(1, new FixtureSettings { Schemas = schemas, Events = ["voucher.created"] }).Take(100))
        {
            Assert.Empty(schemas.Validate(delivery.Body));
            Assert.Matches("^V-[0-9]{6}$", delivery.EntityId);
        }

        Assert.Contains("voucher.created", schemas.Documented);
        Assert.DoesNotContain("voucher.created", WebhookSchemas.BuiltIn.Events);
    }

    [Fact]
    public void A_stricter_schema_replaces_the_one_of_the_package()
    {
        var schemas = WebhookSchemas.BuiltIn.With("partner.created", """{"allOf":[{"$ref":"../definitions/partner.schema.json"}],"required":["id","key","email"],"properties":{"key":{"minLength":30}}}""");

        Assert.All(Deliveries.Valid(1, new FixtureSettings { Schemas = schemas, Events = ["partner.created"] }).Take(100), delivery =>
            Assert.True(delivery.Delivery.Data["key"]!.ToString()!.Length >= 30));
    }

    [Fact]
    public void A_folder_of_schemas_is_read_with_what_they_refer_to()
    {
        var folder = Directory.CreateTempSubdirectory("schemas-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "voucher.created.schema.json"), """{"type":"object","required":["id","money"],"properties":{"id":{"type":"string"},"money":{"$ref":"money.schema.json"}}}""");
            File.WriteAllText(Path.Combine(folder.FullName, "money.schema.json"), """{"$ref":"https://partnero-contracts.example/schemas/definitions/amount.schema.json"}""");

            var schemas = WebhookSchemas.BuiltIn.WithFolder(folder.FullName);

            Assert.All(Deliveries.Valid(1, new FixtureSettings { Schemas = schemas, Events = ["voucher.created"] }).Take(20), delivery => Assert.Empty(schemas.Validate(delivery.Body)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("""{"type":"objekt"}""", "#/type: this must be a type (null, boolean, integer, number, string, array or object), and is \"objekt\".")]
    [InlineData("""{"properties":{"a":{"$ref":"#/definitions/b"}}}""", "#/properties/a: its $ref '#/definitions/b' leads nowhere.")]
    [InlineData("""{"$ref":"nowhere.schema.json"}""", "its $ref 'nowhere.schema.json' leads nowhere.")]
    [InlineData("""{"unevaluatedProperties":false}""", "the keyword 'unevaluatedProperties' is not one of draft-07")]
    [InlineData("""{"properties":{"a":{"$ref":"#","maxLength":3}}}""", "#/properties/a: 'maxLength' stands beside $ref")]
    [InlineData("""{"properties":{"a":{"format":"phone"}}}""", "#/properties/a/format: the format 'phone' is not supported.")]
    [InlineData("""{"properties":{"a":{"pattern":"["}}}""", "#/properties/a/pattern: '[' is not a regular expression")]
    [InlineData("""{"properties":{"a":{"minLength":-1}}}""", "#/properties/a/minLength: this must be a whole number, zero or more, and is -1.")]
    [InlineData("""{"properties":{"a":{"anyOf":[]}}}""", "#/properties/a/anyOf: this must be a list with at least one entry, and is [].")]
    [InlineData("""{"a" 1}""", "(1,6): this is not JSON")]
    [InlineData("""{"properties":{"\ud800":{}}}""", "(1,16): the string holds half of a surrogate pair")]
    [InlineData("""{"required":["\udc00\ud800"]}""", "(1,14): the string holds half of a surrogate pair")]
    [InlineData("""{"enum":["a",{"b":"\ud800\u0041"}]}""", "(1,19): the string holds half of a surrogate pair")]
    [InlineData("""{"description":"\ud83d\ude00 \ud83d"}""", "(1,16): the string holds half of a surrogate pair")]
    [InlineData("{\"type\":\"string\",\n  \"type\":\"integer\"}", "(2,3): the name 'type' stands twice in one object")]
    [InlineData("""{"properties":{"a":{},"\u0061":{}}}""", "(1,23): the name 'a' stands twice in one object")]
    public void A_schema_that_is_none_is_refused_by_a_sentence_that_names_the_place(string schema, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.With("odd.event", schema)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_text_that_no_file_can_hold_is_refused_with_its_place() =>
        Assert.Contains("(2,3): the string holds half of a surrogate pair", Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.With("odd.event", "{\"title\":\n \"\ud800\"}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(126, "{}", true)]
    [InlineData(126, "{\"type\":\"null\"}", false)]
    [InlineData(127, "{}", false)]
    public void A_schema_is_nested_as_deep_as_the_generator_follows(int depth, string inner, bool isRead)
    {
        // {"items":{"items":… : a hundred and twenty-eight values in each other, the text of a keyword among them.
        var schema = string.Concat(Enumerable.Repeat("{\"not\":", depth)) + "{\"not\":" + inner + "}" + new string('}', depth);

        var thrown = Record.Exception(() => WebhookSchemas.BuiltIn.With("odd.event", schema));

        if (isRead)
            Assert.Null(thrown);
        else
            Assert.Contains("values are nested deeper than 128 levels", Assert.IsType<SchemaException>(thrown).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":false}}""", "no value satisfies it")]
    [InlineData("""{"type":"object","required":["a"],"additionalProperties":false}""", "no value satisfies it")]
    [InlineData("""{"type":"object","required":["next"],"properties":{"next":{"$ref":"#"}}}""", "no value satisfies it")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"integer"}]}""", "no value satisfies it")]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""", "no value satisfies it")]
    [InlineData("""{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":1}""", "no value satisfies it")]
    [InlineData("""{"type":"string","minLength":5,"maxLength":4}""", "no value satisfies it")]
    [InlineData("""{"enum":["a"],"type":"integer"}""", "no value satisfies it")]
    [InlineData("""{"type":"array","items":false,"minItems":1}""", "no value satisfies it")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"uniqueItems":true,"minItems":3}""", "no value that satisfies it was found")]
    [InlineData("""{"type":"integer","not":{"type":"integer"}}""", "no value that satisfies it was found in 400 tries (it has a not)")]
    [InlineData("""{"type":"string","pattern":"^a$","minLength":2}""", "no value that satisfies it was found in 400 tries (its pattern is ^a$)")]
    [InlineData("""{"type":"string","pattern":"^(a)\\1$"}""", "no text can be drawn from the pattern '^(a)\\1$': its '\\1' is not supported.")]
    [InlineData("""{"allOf":[{"$ref":"#"}],"not":{}}""", "no value satisfies it")]
    public void A_schema_that_nothing_can_be_drawn_from_is_refused_by_a_sentence_and_never_drawn_for_ever(string schema, string sentence)
    {
        var thrown = Record.Exception(() => FixtureArbitrary.Values(schema).Sample(50));

        Assert.Contains(sentence, Assert.IsType<SchemaException>(thrown?.GetBaseException()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"anyOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"type":"array","items":{"anyOf":[{"$ref":"#"},{"type":"integer"}]}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"},"c":{"$ref":"#"}},"anyOf":[{"properties":{"a":{"type":"null"}}},{}]}""")]
    public void A_schema_that_leads_back_to_itself_is_drawn_in_the_end(string schema) => Assert.Equal(20, FixtureArbitrary.Values(schema).Sample(20).Length);

    [Fact]
    public void A_payload_that_is_no_object_is_refused() => Assert.Contains(
        "no value satisfies it",
        Assert.Throws<SchemaException>(() => Deliveries.Valid(1, new FixtureSettings { Schemas = WebhookSchemas.BuiltIn.With("odd.event", """{"type":"string"}"""), Events = ["odd.event"] }).First()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Unions_that_multiply_beyond_measure_are_refused()
    {
        var union = """{"anyOf":[{"minLength":1},{"minLength":2},{"minLength":3},{"minLength":4},{"minLength":5},{"minLength":6}]}""";
        var schema = $$"""{"type":"string","allOf":[{{string.Join(',', Enumerable.Repeat(union, 8))}}]}""";
        var settings = new FixtureSettings { Schemas = WebhookSchemas.BuiltIn.With("odd.event", schema), Events = ["odd.event"] };

        Assert.Contains("combinations, which are too many to draw from", Assert.Throws<SchemaException>(() => Deliveries.Valid(1, settings).First()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_refused_leaves_the_others_as_they_were()
    {
        var union = """{"anyOf":[{"minLength":1},{"minLength":2},{"minLength":3},{"minLength":4},{"minLength":5},{"minLength":6}]}""";
        var schemas = WebhookSchemas.BuiltIn.With("odd.event", $$$$"""{"type":"object","properties":{"a":{"type":"string","allOf":[{{{{string.Join(',', Enumerable.Repeat(union, 8))}}}}]}}}""");
        FixtureSettings Of(string name) => new() { Schemas = schemas, Events = [name] };

        var first = Assert.Throws<SchemaException>(() => Deliveries.Valid(1, Of("odd.event")).First());
        var again = Assert.Throws<SchemaException>(() => Deliveries.Valid(1, Of("odd.event")).First());

        Assert.Equal(first.Message, again.Message);
        Assert.NotNull(Deliveries.Valid(1, Of("partner.created")).First());
    }

    [Theory]
    [InlineData("""{"type":"string","minLength":2147483647}""", "#/minLength: 2147483647 is more than what is drawn: at most 10000.")]
    [InlineData("""{"type":"array","minItems":2147483647}""", "#/minItems: 2147483647 is more than what is drawn: at most 1000.")]
    [InlineData("""{"type":"object","minProperties":2147483647}""", "#/minProperties: 2147483647 is more than what is drawn: at most 1000.")]
    [InlineData("""{"type":"number","multipleOf":1e-20}""", "#/multipleOf: this must be a number from 10^-12 up, and is 1e-20.")]
    [InlineData("""{"type":"number","minimum":1e20}""", "#/minimum: this must be a number of at most 10^15, and is 1e20.")]
    public void A_limit_that_no_delivery_reaches_is_refused_by_a_sentence(string schema, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<SchemaException>(() => FixtureArbitrary.Values(schema)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_limit_that_no_delivery_reaches_from_below_is_honoured_and_not_broken()
    {
        var schemas = WebhookSchemas.BuiltIn.With("odd.event", """{"type":"object","required":["id"],"maxProperties":2147483647,"properties":{"id":{"type":"string","maxLength":2147483647},"tags":{"type":"array","maxItems":2147483647}}}""");

        Assert.All(Deliveries.Faulty(1, new FixtureSettings { Schemas = schemas, Events = ["odd.event"] }, FaultKind.Payload).Take(200), faulty => Assert.DoesNotContain("max", faulty.Keyword!, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_schemas_of_one_event_in_a_folder_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("schemas-");
        try
        {
            foreach (var part in new[] { "a", "b" })
            {
                folder.CreateSubdirectory(part);
                File.WriteAllText(Path.Combine(folder.FullName, part, "partner.created.schema.json"), """{"type":"object"}""");
            }

            var refused = Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.WithFolder(folder.FullName));
            Assert.Contains("two schemas describe partner.created: ", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_in_full_with_where_it_was_looked_for_and_what_to_do()
    {
        var relative = Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.WithFolder("no-such-folder"));
        Assert.StartsWith($"{Path.GetFullPath("no-such-folder")}: there is no such folder, for 'no-such-folder' is looked for in the current folder of the process.", relative.Message, StringComparison.Ordinal);
        Assert.Contains("CopyToOutputDirectory", relative.Message, StringComparison.Ordinal);

        var full = Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.WithFolder(Path.Combine(AppContext.BaseDirectory, "no-such-folder")));
        Assert.StartsWith($"{Path.Combine(AppContext.BaseDirectory, "no-such-folder")}: there is no such folder. If it lies in a test's project", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_a_folder_is_refused() => Assert.EndsWith(
        ": this is a file. Give the folder that holds it.",
        Assert.Throws<SchemaException>(() => WebhookSchemas.BuiltIn.WithFolder(typeof(CustomSchemaTests).Assembly.Location)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_body_is_checked_whatever_it_holds()
    {
        var schemas = WebhookSchemas.BuiltIn.With("odd.event", """{"type":"object"}""");

        Assert.Equal(5, schemas.Validate("{}"u8.ToArray()).Count);
        Assert.NotEmpty(schemas.Validate("[]"u8.ToArray()));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => schemas.Validate("{\"event\":\"\\ud83d\"}"u8.ToArray()));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => schemas.Validate("{"u8.ToArray()));
    }

    [Fact]
    public void An_event_without_a_schema_is_named_with_those_that_have_one() =>
        Assert.StartsWith("No schema describes 'voucher.created'. There are schemas of customer.created, ", Assert.Throws<ArgumentException>(() => Deliveries.Valid(1, new FixtureSettings { Events = ["voucher.created"] }).First()).Message, StringComparison.Ordinal);
}
