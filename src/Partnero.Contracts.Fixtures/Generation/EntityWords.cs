using System.Globalization;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Words such as real programs send, about one entity: names in many scripts, real currencies, and ids of its own.</summary>
/// <param name="nonce">What ids are made of. It is no choice, so that a smaller case is about another entity and not about one with a smaller id.</param>
/// <param name="now">The moment that timestamps show.</param>
/// <param name="entityId">The id or key of the entity.</param>
internal sealed class EntityWords(ulong nonce, DateTimeOffset now, string entityId)
{
    private static readonly string[] Names =
        ["John", "Anna-Lena", "O'Brien", "Zoë", "Łukasz", "Søren", "José María", "Đặng Văn", "Иван", "Ελένη", "محمد", "दीपक", "日本太郎", "김민준", "Renée 🎉", "A/B \"Test\" & Söhne"];

    /// <summary>Such as have cents: to round an amount of yen to whole ones is sound.</summary>
    private static readonly string[] Currencies = ["USD", "EUR", "GBP", "CAD", "CHF", "PLN", "BRL", "INR"];
    private static readonly string[] Actions = ["sale", "subscription", "renewal"];
    private static readonly string[] Labels = ["vip", "2025/Q1", "España", "early adopter", "größter Kunde", "newsletter"];

    /// <summary>How many ids were made so far: the next is another.</summary>
    public int Count { get; set; }

    public DateTimeOffset Now { get; } = now;

    public static string Timestamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a text of this name is one of a set: such are never long.</summary>
    public static bool IsOfSet(string name) => name is "currency" or "amount_units" or "action" or "status";

    /// <summary>Whether a text of this name names an entity.</summary>
    public static bool IsIdentity(string name) => name is "id" or "key" || name.EndsWith("_key", StringComparison.Ordinal) || name.EndsWith("_id", StringComparison.Ordinal);

    /// <summary>What a text of this name must be, so that it names an entity; null for a text that names none.</summary>
    public string? Identity(string name) => IsIdentity(name) ? Count++ == 0 ? entityId : Unique(name) : null;

    /// <summary>What no other entity has.</summary>
    public string Unique(string name) => Choices.Mix(nonce, (ulong)Count++ + (ulong)name.Length).ToString("x16", CultureInfo.InvariantCulture)[..12];

    /// <summary>Choices for a text that names an entity: the same for the same entity, and not among those of the case.</summary>
    public Choices Fresh(string name, int attempt) => Choices.Random(Choices.Mix(Choices.Mix(nonce, (ulong)Count++), (ulong)(name.Length + (attempt * 64))));

    public static string Word(Choices choices, string name) => name switch
    {
        "currency" or "amount_units" => choices.Of(Currencies),
        "name" or "surname" => choices.Of(Names),
        "action" => choices.Of(Actions),
        _ => choices.Of(Labels),
    };
}
