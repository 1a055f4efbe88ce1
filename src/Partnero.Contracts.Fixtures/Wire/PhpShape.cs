using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Wire;

/// <summary>A shape that PHP gives to a part of a payload, over what the schema says of it.</summary>
internal sealed class PhpShape
{
    private const long BeyondDoubles = 9007199254740993;

    private readonly Func<FieldRole, PhpValue, Choices, PhpValue?> _change;

    private PhpShape(string id, string title, Evidence standing, Func<FieldRole, PhpValue, Choices, PhpValue?> change)
    {
        Id = id;
        Title = title;
        Evidence = standing;
        _change = change;
    }

    /// <summary>The id, such as <c>empty-map</c>. Ids do not change.</summary>
    public string Id { get; }

    /// <summary>The shape in words.</summary>
    public string Title { get; }

    /// <summary>How sure it is that the sender sends it.</summary>
    public Evidence Evidence { get; }

    /// <summary>An empty map, which PHP writes as <c>[]</c>.</summary>
    public static PhpShape EmptyMap { get; } = new("empty-map", "[] for an empty map", Evidence.Known, (_, value, _) =>
        value is PhpObject or PhpArray { IsList: false } ? PhpArray.Empty : null);

    /// <summary>A list that was filtered, which PHP writes as an object.</summary>
    public static PhpShape GappedList { get; } = new("gapped-list", "a list with a gap, as an object", Evidence.OptIn, (_, value, _) =>
        value is PhpArray { IsList: true, Count: > 0 } list ? new PhpArray(list.Select((entry, i) => KeyValuePair.Create(PhpKey.Of(i == 0 && list.Count > 1 ? 0 : i + 1), entry.Value))) : null);

    /// <summary>A whole float, which PHP writes without a fraction.</summary>
    public static PhpShape WholeFloat { get; } = new("whole-float", "a whole amount without a fraction", Evidence.Known, (_, value, _) =>
        value is PhpFloat number ? Math.Max(1, Math.Round(number.Value)) : null);

    /// <summary>The tail of a product of floats.</summary>
    public static PhpShape FloatTail { get; } = new("float-tail", "the tail of a product of floats, such as 5.996999999999999", Evidence.Known, (_, value, _) =>
        value is PhpFloat ? 19.99 * 0.3 : null);

    /// <summary>A float that PHP writes with an exponent.</summary>
    public static PhpShape Exponent { get; } = new("exponent", "an exponent, such as 1.0e-5", Evidence.Advice, (_, value, choices) =>
        value is PhpFloat ? choices.Of([1e-5, 1.5e-7, 1e+25]) : null);

    /// <summary>Negative zero, which PHP writes as <c>-0</c>.</summary>
    public static PhpShape NegativeZero { get; } = new("negative-zero", "-0", Evidence.Advice, (_, value, _) => value is PhpFloat ? -0.0 : null);

    /// <summary>2^53 + 1, which no double holds.</summary>
    public static PhpShape BigInteger { get; } = new("big-integer", "2^53 + 1, which no double holds", Evidence.OptIn, (_, value, _) =>
        value is PhpFloat or PhpInteger ? BeyondDoubles : null);

    /// <summary>A decimal as databases give it to PHP: a text.</summary>
    public static PhpShape NumericString { get; } = new("numeric-string", "a text for a number, such as \"99.99\"", Evidence.OptIn, (_, value, _) =>
        value is PhpFloat or PhpInteger ? (PhpValue)PhpJson.Text(value) : null);

    /// <summary>A number for an id.</summary>
    public static PhpShape NumericId { get; } = new("numeric-id", "a number for an id", Evidence.OptIn, (role, value, choices) =>
        role is FieldRole.Identity or FieldRole.Key && value is PhpString ? 1L + choices.Below(1_000_000) : null);

    /// <summary>Slashes, quotes and backslashes.</summary>
    public static PhpShape Escapes { get; } = Text("escapes", "slashes, quotes and backslashes", Evidence.Known, "A/B \"Q\" C:\\new\\table");

    /// <summary>Characters that other encoders escape, and PHP does not.</summary>
    public static PhpShape Unescaped { get; } = Text("unescaped", "DEL, <, >, & and ' as they are", Evidence.Known, "O'Brien & Sons <b>\u007f");

    /// <summary>Characters beyond ASCII, as <c>\uXXXX</c>.</summary>
    public static PhpShape Unicode { get; } = Text("unicode", "characters beyond ASCII as \\uXXXX", Evidence.Known, "Łukasz 日本 \u2028 é");

    /// <summary>Characters beyond 16 bits, as surrogate pairs.</summary>
    public static PhpShape SurrogatePairs { get; } = Text("surrogate-pairs", "characters beyond 16 bits as surrogate pairs", Evidence.Known, "😀👩‍👩‍👧 𝒳");

    /// <summary>What looks like an escape, and is not one.</summary>
    public static PhpShape EscapedEscape { get; } = Text("escaped-escape", "a backslash that is part of the text", Evidence.Known, "\\u00e9 \\n");

    /// <summary>Control characters.</summary>
    public static PhpShape Controls { get; } = Text("controls", "control characters", Evidence.Advice, "line one\nline two\ttab\r\b\f\u0001");

    /// <summary>U+0000, which PostgreSQL's texts cannot hold.</summary>
    public static PhpShape Nul { get; } = Text("nul", "U+0000", Evidence.Advice, "a\0b");

    /// <summary>Names that some languages or databases take for more than names.</summary>
    public static PhpShape OddNames { get; } = new("odd-names", "odd names in a map", Evidence.Known, (role, value, choices) =>
        role == FieldRole.Map && value is PhpArray or PhpObject
            ? PhpArray.Map((choices.Of(["", "10", "__proto__", "constructor", "a.b", "größe/№", "$type"]), "odd"), ("plan", "vip"))
            : null);

    /// <summary>Fields in another order.</summary>
    public static PhpShape KeyOrder { get; } = new("key-order", "fields in another order", Evidence.Known, (_, value, choices) =>
        value is PhpArray { IsList: false } array ? new PhpArray(Shuffled([.. array], choices)) : null);

    /// <summary>All shapes, those first that are known of the sender.</summary>
    public static IReadOnlyList<PhpShape> All { get; } =
    [
        EmptyMap, WholeFloat, FloatTail, Escapes, Unescaped, Unicode, SurrogatePairs, EscapedEscape, OddNames, KeyOrder,
        Exponent, NegativeZero, Controls, Nul,
        GappedList, BigInteger, NumericString, NumericId,
    ];

    /// <summary>The shape of an id.</summary>
    /// <exception cref="ArgumentException">No such id; the message names those that exist.</exception>
    public static PhpShape Find(string id) => All.FirstOrDefault(shape => shape.Id == id)
        ?? throw new ArgumentException($"No shape is called '{id}'. The shapes are {string.Join(", ", All.Select(shape => shape.Id))}.", nameof(id));

    /// <summary>A part of a payload in this shape.</summary>
    /// <returns>Null where the shape does not fit such a part.</returns>
    internal PhpValue? Of(FieldRole role, PhpValue value, Choices choices) => _change(role, value, choices);

    /// <summary>The id and the title.</summary>
    public override string ToString() => $"{Id}: {Title}";

    /// <summary>A text of the program's users, and none that names an entity, is one of a set, or is a number.</summary>
    private static PhpShape Text(string id, string title, Evidence standing, string text) => new(id, title, standing, (role, value, _) =>
        value is PhpString && role is not (FieldRole.Code or FieldRole.Money) && !FieldRoles.NamesEntity(role) ? (PhpValue)text : null);

    private static KeyValuePair<PhpKey, PhpValue>[] Shuffled(KeyValuePair<PhpKey, PhpValue>[] entries, Choices choices)
    {
        for (var i = 0; i < entries.Length - 1; i++)
        {
            var other = i + choices.Below(entries.Length - i);
            (entries[i], entries[other]) = (entries[other], entries[i]);
        }

        return entries;
    }
}
