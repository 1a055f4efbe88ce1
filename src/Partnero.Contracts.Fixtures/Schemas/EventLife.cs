using Partnero.Contracts.Testing.Facts;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>The order in which entities of one kind live, and kinds depend on each other, as their schemas say.</summary>
internal sealed class EventLife(WebhookSchemas schemas)
{
    private static readonly EventGrammar Grammar = PartneroFacts.Sheet.Events;

    /// <summary>What comes before an event of which nothing is said.</summary>
    private static readonly string[] Usual = [Grammar.Creation, Grammar.Update];

    /// <summary>The kind of entity that an event is about: <c>partner</c> of <c>partner.created</c>.</summary>
    public static string Family(string name) => Grammar.Family(name);

    /// <summary>The event that an entity's life begins with: the first of those that an event follows, and itself where it is said to follow none.</summary>
    public string CreationOf(string name) => Said(name) switch
    {
        [var first, ..] => first,
        [] => name,
        null => Grammar.CreationOf(Family(name)),
    };

    public bool IsCreation(string name) => CreationOf(name) == name;

    /// <summary>Whether an entity's life ends with an event.</summary>
    public bool IsEnd(string name) => Find(name)?.Data.Ends == true;

    /// <summary>What may have happened to an entity before an event, in order: none of it forbids the event.</summary>
    public IReadOnlyList<string> Before(string name) => Said(name) ?? [.. Usual.Select(action => Grammar.Name(Family(name), action)).TakeWhile(earlier => earlier != name)];

    /// <summary>Events of one family in the order in which they may happen to one entity: each after what it follows, and last what ends its life.</summary>
    public IReadOnlyList<string> InOrder(IEnumerable<string> events) =>
        [.. events.OrderBy(IsEnd).ThenBy(name => Depth(name, [])).ThenBy(name => name, StringComparer.Ordinal)];

    /// <summary>Families in an order in which each comes after those that it refers to.</summary>
    public IReadOnlyList<string> FamiliesInOrder(IEnumerable<string> families)
    {
        var all = families.Distinct().ToList();
        return [.. all.OrderBy(family => Height(family, []))];
    }

    private int Depth(string name, HashSet<string> open) => open.Add(name)
        ? Before(name).Where(earlier => earlier != name).Select(earlier => Depth(earlier, [.. open]) + 1).DefaultIfEmpty(0).Max()
        : 0;

    private int Height(string family, HashSet<string> open) => open.Add(family)
        ? Refers(family).Where(other => other != family).Select(other => Height(other, [.. open]) + 1).DefaultIfEmpty(0).Max()
        : 0;

    private IEnumerable<string> Refers(string family) => schemas.Events.Where(name => Family(name) == family)
        .SelectMany(name => PayloadShapes.Parts(schemas.Of(name).Data)).SelectMany(part => part.Properties).Select(property => property.Value.RefersTo).OfType<string>().Distinct();

    private IReadOnlyList<string>? Said(string name) => Find(name)?.Data.Follows;

    private WebhookSchema? Find(string name) => schemas.Events.Contains(name) ? schemas.Of(name) : null;
}
