using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class PhpClausesTests
{
    private const string Partner = "partner.created";
    private const string Customer = "customer.created";
    private const string Transaction = "transaction.created";
    private const string Reward = "reward.created";

    [Theory]
    [InlineData("PHP-01")]
    [InlineData("PHP-05")]
    public async Task Without_a_map_there_is_none_to_send(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.NotExercised("No event that the consumer accepts carries a map."), await new ClauseBench(consumer) { Accepted = [Reward] }.FindAsync(id));
    }

    [Theory]
    [InlineData("PHP-01", "[]")]
    [InlineData("PHP-05", "{\"\":\"empty\",\"10\":\"ten\",\"__proto__\":\"p\",\"constructor\":\"c\",\"a.b\":\"dot\",\"gr\\u00f6\\u00dfe\\/\\u2116\":\"s\",\"$type\":\"System.String\"}")]
    public async Task Each_map_of_each_accepted_event_is_sent_once(string id, string map)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Partner, Customer], Effective = [Customer] }.FindAsync(id));
        Assert.Equal(["custom_fields", "metadata"], consumer.Signed(Partner).Select(Changed));
        Assert.Equal(["metadata"], consumer.Signed(Customer).Select(Changed));

        string Changed(Posted posted) => Assert.Single(posted.Data.EnumerateObject(), field => field.Value.GetRawText() == map && field.Name != "tags").Name;
    }

    [Theory]
    [InlineData("PHP-02", "20,1250")]
    [InlineData("PHP-06", "1.0e-5,-0")]
    public async Task Amounts_that_need_not_be_recorded_are_sent_of_each_accepted_event(string id, string amounts)
    {
        using var consumer = new SoundHandler { Records = _ => [] };

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Transaction, Reward], Effective = [Transaction] }.FindAsync(id));
        Assert.Equal(amounts, string.Join(',', consumer.Signed(Reward).Select(posted => posted.Field("amount"))));
        Assert.Equal(amounts, string.Join(',', consumer.Signed(Transaction).Take(2).Select(posted => posted.Field("amount"))));
    }

    [Theory]
    [InlineData("PHP-02")]
    [InlineData("PHP-06")]
    public async Task Amounts_are_sent_also_to_a_consumer_that_shows_no_effect(string id)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Field("amount") is "20" or "1.0e-5" ? 400 : null };

        Assert.Equal(FindingKind.Broken, (await new ClauseBench(consumer) { Accepted = [Transaction], Effective = [], Gives = [] }.FindAsync(id)).Kind);
    }

    [Theory]
    [InlineData("PHP-02", "1250", 125.0)]
    [InlineData("PHP-06", "1.0e-5", 1.0)]
    [InlineData("PHP-04", "19.99", 19.98)]
    public async Task An_amount_that_is_recorded_wrong_is_found(string id, string sent, double recorded)
    {
        using var consumer = new SoundHandler { Records = posted => [("amount", posted.Field("amount") == sent ? recorded : double.Parse(posted.Field("amount")!, System.Globalization.CultureInfo.InvariantCulture))] };

        var finding = await new ClauseBench(consumer) { Accepted = [Transaction] }.FindAsync(id);

        Assert.Equal((FindingKind.Broken, $"amount {sent}"), (finding.Kind, finding.Expected));
    }

    [Fact]
    public async Task Amounts_that_must_be_recorded_are_sent_of_events_that_take_effect()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Transaction, Reward], Effective = [Transaction] }.FindAsync("PHP-04"));
        Assert.Empty(consumer.Signed(Reward));
        Assert.Equal("99.99,19.99,5.996999999999999,1.15,4.35,0.07", string.Join(',', consumer.Signed(Transaction).Take(6).Select(posted => posted.Field("amount"))));
    }

    [Theory]
    [InlineData("PHP-02", true)]
    [InlineData("PHP-04", true)]
    [InlineData("PHP-06", true)]
    [InlineData("PHP-04", false)]
    public async Task Amounts_may_be_recorded_in_cents_and_not_be_cut_off(string id, bool isRounded)
    {
        using var consumer = new SoundHandler { Records = posted => [("amount", (long)((double.Parse(posted.Field("amount")!, System.Globalization.CultureInfo.InvariantCulture) * 100) + (isRounded ? 0.5 : 0)))] };

        Assert.Equal(isRounded ? FindingKind.Kept : FindingKind.Broken, (await new ClauseBench(consumer) { Accepted = [Transaction] }.FindAsync(id)).Kind);
    }

    [Fact]
    public async Task A_consumer_that_records_no_amount_does_not_keep_it_to_the_cent()
    {
        using var consumer = new SoundHandler { Records = _ => [] };

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer) { Accepted = [Transaction] }.FindAsync("PHP-04")).Kind);
    }

    [Theory]
    [InlineData("PHP-02")]
    [InlineData("PHP-04")]
    public async Task Without_an_amount_there_is_none_to_send(string id)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.NotExercised("No event that the consumer handles carries an amount."), await new ClauseBench(consumer).FindAsync(id));
    }

    [Theory]
    [InlineData(Partner)]
    [InlineData(Customer)]
    public async Task Names_hold_texts_with_escapes(string name)
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [name] }.FindAsync("PHP-03"));

        var texts = consumer.Signed(name).Take(4).ToList();
        Assert.Equal(["O\u2019Brien \"Q\" & Söhne <b>", "C:\\new\\table / 50%", "日本太郎 😀👩‍👩‍👧", "\\u00e9"], texts.Select(posted => posted.Data.GetProperty("name").GetString()));
        Assert.All(texts, posted => Assert.Equal(posted.Data.GetProperty("name").GetString() + "!", posted.Data.GetProperty("surname").GetString()));
        Assert.All(texts, posted => Assert.DoesNotContain('№', posted.Entity!));
    }

    [Fact]
    public async Task Keys_of_transactions_hold_texts_with_escapes_and_nothing_is_named()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer) { Accepted = [Transaction] }.FindAsync("PHP-03"));

        var texts = consumer.Signed(Transaction).Take(4).ToList();
        Assert.Equal(["O\u2019Brien \"Q\" & Söhne <b>", "C:\\new\\table / 50%", "日本太郎 😀👩‍👩‍👧", "\\u00e9"], texts.Select(posted => posted.Data.GetProperty("key").GetString()!.Split("/№")[1]));
        Assert.All(texts, posted => Assert.Null(posted.Field("name")));
    }

    [Theory]
    [InlineData(Partner, "name")]
    [InlineData(Transaction, "key")]
    public async Task A_text_that_is_refused_is_shown_with_where_it_stood(string name, string field)
    {
        using var consumer = new SoundHandler { Answers = posted => posted.Body.Contains("\\\\u00e9", StringComparison.Ordinal) ? 400 : null };

        var finding = await new ClauseBench(consumer) { Accepted = [name] }.FindAsync("PHP-03");

        Assert.Equal((FindingKind.Broken, "a 2xx", $"valid and signed, with \\u00e9 in its {field}"), (finding.Kind, finding.Expected, finding.Delivery?.Note));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("surname")]
    public async Task A_text_that_is_recorded_as_another_is_found(string field)
    {
        using var consumer = new SoundHandler { Records = posted => [(field, posted.Data.GetProperty(field).GetString() + " ")] };

        var finding = await new ClauseBench(consumer).FindAsync("PHP-03");

        Assert.Equal(FindingKind.Broken, finding.Kind);
        Assert.StartsWith(field + " \"", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_recorded_as_another_is_found()
    {
        using var consumer = new SoundHandler { Records = posted => [("key", posted.Data.GetProperty("key").GetString() + " ")] };

        var finding = await new ClauseBench(consumer) { Accepted = [Transaction] }.FindAsync("PHP-03");

        Assert.Equal(FindingKind.Broken, finding.Kind);
        Assert.StartsWith("key \"", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_that_records_none_of_the_texts_does_not_show_how_it_reads_them()
    {
        using var consumer = new SoundHandler { Records = posted => [("id", posted.Entity), ("email", "john@example.com")] };

        var finding = await new ClauseBench(consumer) { Accepted = [Partner, Transaction, Customer] }.FindAsync("PHP-03");

        Assert.Equal(FindingKind.NotExercised, finding.Kind);
        Assert.StartsWith("No effect that the consumer recorded holds name or surname or key.", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_event_holds_such_a_text_none_is_sent()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(consumer) { Accepted = [Reward] }.FindAsync("PHP-03")).Kind);
        Assert.Empty(consumer.All);
    }
}
