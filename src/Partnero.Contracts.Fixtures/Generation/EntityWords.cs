using System.Globalization;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Words such as real programs send, about one entity: names in many scripts, and ids of its own.</summary>
/// <param name="nonce">What ids are made of. It is no choice, so that a smaller case is about another entity and not about one with a smaller id.</param>
/// <param name="now">The moment that timestamps show.</param>
/// <param name="entity">The id or key of the entity: a text, or a whole number.</param>
internal sealed class EntityWords(ulong nonce, DateTimeOffset now, PhpValue entity)
{
    private static readonly string[] Names =
        ["John", "Anna-Lena", "O'Brien", "Zoë", "Łukasz", "Søren", "José María", "Đặng Văn", "Иван", "Ελένη", "محمد", "दीपक", "日本太郎", "김민준", "Renée 🎉", "A/B \"Test\" & Söhne"];

    private static readonly string[] Labels = ["vip", "2025/Q1", "España", "early adopter", "größter Kunde", "newsletter"];

    /// <summary>How many ids were made so far: the next is another.</summary>
    public int Count { get; set; }

    public DateTimeOffset Now { get; } = now;

    public static string Timestamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A text that names an entity: of those of a payload, the first names the payload's own.</summary>
    public string Identity(string name) => Count++ == 0 ? PhpValues.Name(entity) ?? "" : Unique(name);

    /// <summary>Whether the next name is that of the payload's own entity, and a whole number; null where it is another's.</summary>
    public bool? IsNextNumber => Count == 0 ? entity is PhpInteger : null;

    /// <summary>A whole number that names an entity: of those of a payload, the first names the payload's own.</summary>
    public long Number() => Count++ == 0 && entity is PhpInteger number ? number.Value : NumberOf(Choices.Mix(nonce, (ulong)Count));

    /// <summary>A whole number of nine digits, which also fits 32 bits.</summary>
    public static long NumberOf(ulong nonce) => 100_000_000 + (long)(Choices.Mix(nonce) % 900_000_000);

    /// <summary>What no other entity has.</summary>
    public string Unique(string name) => Choices.Mix(nonce, (ulong)Count++ + (ulong)name.Length).ToString("x16", CultureInfo.InvariantCulture)[..12];

    /// <summary>Choices for a text that names an entity: the same for the same entity, and not among those of the case.</summary>
    public Choices Fresh(string name, int attempt) => Choices.Random(Choices.Mix(Choices.Mix(nonce, (ulong)Count++), (ulong)(name.Length + (attempt * 64))));

    public static string Word(Choices choices, FieldRole role, IReadOnlyList<string> examples) =>
        choices.Of(examples.Count > 0 ? examples : role == FieldRole.PersonName ? Names : Labels);
}
