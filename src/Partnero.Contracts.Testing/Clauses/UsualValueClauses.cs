using System.Globalization;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Values that programs hold every day, and that consumers are not ready for.</summary>
internal static class UsualValueClauses
{
    private static readonly string Local = new('a', 60);

    /// <summary>The number in them is another for each event: no two entities have one address.</summary>
    private static readonly string[] Emails = ["anna+newsletter@{0}.example.com", Local + "@{0}.example.com", "o'brien@{0}.example.co.uk", "x@{0}.example.photography"];
    private static readonly string[] Names = ["O", "Łukasz 日本太郎 Ελένη محمد", new string('n', 255), "Anna-Lena von der Heide"];

    /// <summary>Texts on which patterns with repeats within repeats run for ever, because they fail at the very end.</summary>
    private static readonly string[] HardEmails = [Local + "@{0}." + new string('b', 60) + ".photography", string.Join('.', Enumerable.Repeat("aa", 20)) + "@{0}.a1b2"];
    private static readonly string[] HardNames = [new string('a', 60) + "!", string.Concat(Enumerable.Repeat("a ", 60)) + "1", new string(' ', 100) + "x"];

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        new()
        {
            Id = "BODY-15",
            Title = "accepts the values that programs hold every day",
            Why = "An amount of nothing, a refund, an address with a plus or a name of one letter is refused five times, and the event is lost.",
            Source = "The schemas; no source limits amounts, names or metadata, and refunds are negative.",
            Remedy = "Check no value that you only pass on, and leave the rules for what people type to the form where they type it.",
            Check = CheckUsualAsync,
        },
        new()
        {
            Id = "BODY-16",
            Title = "answers in time whatever a text looks like",
            GoesAlone = true,
            Why = "A pattern with a repeat within a repeat needs hours for one text, and a thread of the server for each attempt.",
            Source = PatternSource,
            Remedy = "Give patterns a time limit or a linear engine (RegexOptions.NonBacktracking), or do without them.",
            Check = CheckHardAsync,
        },
    ];

    private const string PatternSource = "The outgoing-webhooks guide: answer within five seconds. The texts are of the program's users.";

    private static Task<ClauseFinding> CheckUsualAsync(ClauseRun run, CancellationToken cancellationToken) => CheckAsync(run, (schemas, name) =>
    [
        .. Fields(schemas, name, field => field.Role == FieldRole.Money).SelectMany(field => new[] { (PhpValue)0L, -12.5, 0.01, 1_000_000.0 }.Select(value => (field.Name, value))),
        .. Fields(schemas, name, IsEmail).SelectMany(field => Emails.Select(value => (field.Name, Address(run, value)))),
        .. Fields(schemas, name, field => field.Role == FieldRole.PersonName).SelectMany(field => Names.Select(value => (field.Name, (PhpValue)value))),
        .. Fields(schemas, name, field => field.Role == FieldRole.Map).Select(field => (field.Name, Metadata())),
    ], cancellationToken);

    private static Task<ClauseFinding> CheckHardAsync(ClauseRun run, CancellationToken cancellationToken) => CheckAsync(run, (schemas, name) =>
    [
        .. Fields(schemas, name, IsEmail).SelectMany(field => HardEmails.Select(value => (field.Name, Address(run, value)))),
        .. Fields(schemas, name, field => field.Role == FieldRole.PersonName).SelectMany(field => HardNames.Select(value => (field.Name, (PhpValue)value))),
    ], cancellationToken);

    private static async Task<ClauseFinding> CheckAsync(
        ClauseRun run, Func<WebhookSchemas, string, IReadOnlyList<(string Field, PhpValue Value)>> values, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        var creations = new Creations(run);
        foreach (var name in run.SomeAccepted)
        {
            foreach (var (field, value) in values(run.Consumer.Schemas, name))
            {
                var delivery = creations.Valid(name, data => data.With(field, value));
                var text = PhpJson.Text(value);
                deliveries.Add(delivery with { Note = $"valid and signed, with {field} {(text.Length > 80 ? $"{text[..40]}… of {text.Length} characters" : text)}" });
            }
        }

        await creations.SendAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count == 0
            ? ClauseFinding.NotExercised("No event that the consumer accepts has an amount, a name, an e-mail address or a map.")
            : await ValidVariants.CheckAsync(run, deliveries, cancellationToken).ConfigureAwait(false);
    }

    private static PhpValue Address(ClauseRun run, string pattern) => string.Format(CultureInfo.InvariantCulture, pattern, "n" + run.Deliveries.NewNumber(asText: true));

    private static PhpArray Metadata() => PhpArray.Map(
        ("plan", "gold"), ("seats", 3L), ("ratio", 0.25), ("active", true), ("manager", PhpValue.Null), ("tags", PhpArray.List(["a", "b"])), ("address", PhpArray.Map(("city", "Vilnius"), ("zip", "01100"))));

    private static bool IsEmail(PayloadField field) => field.Schema.Target().Format == "email";

    private static IEnumerable<PayloadField> Fields(WebhookSchemas schemas, string name, Func<PayloadField, bool> isWanted) =>
        schemas.Events.Contains(name) ? schemas.Of(name).Fields.Where(field => field.Schema.IsUsual && isWanted(field)) : [];
}
