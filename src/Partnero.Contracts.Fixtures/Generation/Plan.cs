using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>What values look like that satisfy several schemas at once, with every union decided.</summary>
/// <remarks>What it does not express is checked once a value is drawn (<see cref="NeedsCheck"/>).</remarks>
internal sealed class Plan(Schema[] schemas)
{
    /// <summary>Height of what has no value at all.</summary>
    public const int Never = int.MaxValue;

    /// <summary>All that must hold.</summary>
    public Schema[] Schemas { get; } = schemas;

    /// <summary>Whether nothing is said of the value.</summary>
    public bool IsAnything { get; } = schemas.All(schema => schema.IsAnything);

    /// <summary>The types that have a value, in the order in which the schema lists them, and how deep the flattest one of each is.</summary>
    public List<(JsonTypes Type, int Height)> Types { get; } = [];

    /// <summary>Those of <see cref="Types"/> that the sender's sources show; all of them where nothing is said.</summary>
    public List<(JsonTypes Type, int Height)> SeenTypes => field ??= Types.FindAll(type => (type.Type & Seen) != JsonTypes.None) is { Count: > 0 } seen ? seen : Types;

    /// <summary>The types that the sender's sources show.</summary>
    public required JsonTypes Seen { get; init; }

    /// <summary>Whether the value is a text or a whole number, or null: an id.</summary>
    public required bool IsId { get; init; }

    /// <summary>Whether the value is a number, or one in a text: such a text is a number too.</summary>
    public required bool IsNumericText { get; init; }

    /// <summary>What the value is to those who test a consumer, where its schemas say that.</summary>
    public required FieldRole? Role { get; init; }

    /// <summary>Texts that are such as the sender's; none where no schema has examples.</summary>
    public IReadOnlyList<string> Examples { get; } = schemas.Select(schema => schema.Examples).FirstOrDefault(examples => examples.Count > 0) ?? [];

    /// <summary>The only values, where they are listed.</summary>
    public PhpValue[]? Values { get; init; }

    public required NumberLimits Numbers { get; init; }

    public required TextLimits Texts { get; init; }

    public required ListPlan Lists { get; init; }

    public required ObjectPlan Objects { get; init; }

    /// <summary>The types that the schemas allow.</summary>
    public required IReadOnlyList<JsonTypes> AllowedTypes { get; init; }

    /// <summary>Whether a drawn value may still break one of the schemas.</summary>
    public required bool NeedsCheck { get; init; }

    public string Location => Schemas.Length == 0 ? "#" : Schemas[0].Location;
}

/// <summary>A choice between plans, or the plan that is left.</summary>
internal sealed class PlanTree
{
    public Plan? Leaf { get; set; }

    /// <summary>What can be chosen between; empty for a leaf, and for what has no value.</summary>
    public List<PlanBranch> Branches { get; } = [];

    /// <summary>How deep the flattest value is: 0 for a text, 1 for a list of texts; <see cref="Plan.Never"/> where nothing satisfies it.</summary>
    public int Height { get; set; } = Plan.Never;
}

/// <summary>One of the things that can be chosen between.</summary>
/// <param name="Tree">What it is.</param>
/// <param name="Evidence">How sure it is that the sender sends it.</param>
/// <param name="Shape">The shape of payloads in which it stands.</param>
internal readonly record struct PlanBranch(PlanTree Tree, Evidence Evidence, SourceShape Shape);

/// <summary>Limits of numbers.</summary>
internal sealed record NumberLimits(decimal? Low, bool IsLowOpen, decimal? High, bool IsHighOpen, IReadOnlyList<decimal> Steps)
{
    /// <summary>How far numbers go that nothing limits.</summary>
    private const decimal Widest = 1_000_000_000_000;

    public bool IsEmpty(JsonTypes type)
    {
        if (Low > High || (Low == High && Low is not null && (IsLowOpen || IsHighOpen)))
            return true;
        var step = Steps.Count > 0 ? Steps[0] : type == JsonTypes.Integer ? 1 : 0;
        return step > 0 && Multiples(step) is var (low, high) && low > high;
    }

    public bool Contains(decimal value) =>
        (Low is not { } low || (IsLowOpen ? value > low : value >= low)) && (High is not { } high || (IsHighOpen ? value < high : value <= high));

    /// <summary>The least and the greatest factor that make multiples of a step within the limits.</summary>
    public (decimal Low, decimal High) Multiples(decimal step)
    {
        var widest = Math.Min(long.MaxValue, Widest / step);
        var high = High is { } greatest ? Math.Floor(greatest / step) : Math.Max(Low / step ?? 0, 0) + widest;
        var low = Low is { } least ? Math.Ceiling(least / step) : Math.Min(high, 0) - widest;
        if (IsLowOpen && low * step == Low)
            low++;
        if (IsHighOpen && high * step == High)
            high--;
        return step == 1 ? (Math.Max(low, long.MinValue), Math.Min(Math.Floor(high), long.MaxValue)) : (low, Math.Floor(high));
    }
}

/// <summary>Limits of texts; lengths in characters.</summary>
internal sealed record TextLimits(int MinLength, int? MaxLength, IReadOnlyList<string> Patterns, IReadOnlyList<string> Formats)
{
    public bool IsEmpty => MinLength > MaxLength;

    public int Longest(int otherwise) => Math.Max(MinLength, Math.Min(MaxLength ?? otherwise, Math.Max(otherwise, MinLength)));
}

/// <summary>Lists: how long they are, and what stands at each place.</summary>
internal sealed record ListPlan(int MinItems, int? MaxItems, bool IsDistinct, IReadOnlyList<PlanTree> First, PlanTree Rest, IReadOnlyList<PlanTree> Wanted)
{
    public PlanTree At(int index) => index < First.Count ? First[index] : Rest;

    /// <summary>How many items there can be: none after a place that has no value.</summary>
    public int Most
    {
        get
        {
            var most = MaxItems ?? int.MaxValue;
            for (var i = 0; i < First.Count; i++)
            {
                if (First[i].Height == Plan.Never)
                    return Math.Min(most, i);
            }

            return Rest.Height == Plan.Never ? Math.Min(most, First.Count) : most;
        }
    }
}

/// <summary>Objects: the properties that are named, and those that are not.</summary>
/// <param name="Properties">The named ones.</param>
/// <param name="MinProperties">How many there must be.</param>
/// <param name="MaxProperties">How many there may be.</param>
/// <param name="Free">What stands under a name that nothing describes; without a value where there is to be none.</param>
/// <param name="Patterns">Patterns of names that are described.</param>
/// <param name="Names">What the names must be like; null where they may be anything.</param>
internal sealed record ObjectPlan(
    IReadOnlyList<PropertyPlan> Properties, int MinProperties, int? MaxProperties, PlanTree Free, IReadOnlyList<string> Patterns, PlanTree? Names)
{
    public int Required { get; } = Properties.Count(property => property.IsRequired);

    public bool HasFree => Free.Height != Plan.Never || Patterns.Count > 0;
}

/// <summary>A named property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="IsUsual">Whether it is always seen, though it need not be there.</param>
/// <param name="Evidence">How sure it is that the sender sends it.</param>
/// <param name="Shape">The shape of payloads in which it stands alone.</param>
/// <param name="Tree">What it is like.</param>
internal sealed record PropertyPlan(string Name, bool IsRequired, bool IsUsual, Evidence Evidence, SourceShape Shape, PlanTree Tree)
{
    public PhpKey Key { get; } = PhpKey.Of(Name);

    /// <summary>The positions of properties that must be there when this one is.</summary>
    public List<int> Wants { get; } = [];
}
