using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Facts;

namespace Partnero.Contracts.Testing.Session;

/// <summary>The order in which entities of one kind live, and kinds depend on each other.</summary>
internal static class EventLife
{
    private static readonly string[] Families = ["partner", "customer", "transaction", "reward"];
    private static readonly string[] Life = ["created", "updated", "approved", "rejected", "paid", "archived", "deleted"];

    public static int FamilyRank(string family) => Rank(Families, family);

    public static int Rank(string name) => Rank(Life, PartneroFacts.Sheet.Events.Action(name));

    /// <summary>What may have happened to an entity before an event, in order: none of it forbids the event.</summary>
    public static IEnumerable<string> Before(string name)
    {
        var family = PartneroFacts.Sheet.Events.Family(name);
        string[] before = name.EndsWith(".paid", StringComparison.Ordinal) ? ["created", "updated", "approved"] : ["created", "updated"];
        return before.Select(action => $"{family}.{action}").TakeWhile(earlier => earlier != name);
    }

    private static int Rank(string[] order, string name) => Array.IndexOf(order, name) is var at and >= 0 ? at : order.Length;
}
