namespace Partnero.Contracts.Testing.Facts;

/// <summary>What the name of an event says, such as <c>partner.created</c>: the kind of entity, and what happened to it.</summary>
/// <param name="Separator">What stands between the two.</param>
/// <param name="Creation">What happened to an entity that is new.</param>
/// <param name="Update">What happened to an entity whose fields are other than before.</param>
/// <param name="Deletion">What happened to an entity that is no more.</param>
internal sealed record EventGrammar(char Separator, string Creation, string Update, string Deletion)
{
    /// <summary>The kind of entity, such as <c>partner</c>.</summary>
    public string Family(string name) => name.Split(Separator)[0];

    /// <summary>What happened, such as <c>created</c>.</summary>
    public string Action(string name) => name.Split(Separator)[^1];

    /// <summary>Whether an entity is no more after an event, of those that end its life.</summary>
    public bool IsDeletion(string name) => Action(name) == Deletion;

    /// <summary>The event of a kind of entity and what happened.</summary>
    public string Name(string family, string action) => $"{family}{Separator}{action}";

    /// <summary>The event by which an entity of a kind comes to be.</summary>
    public string CreationOf(string family) => Name(family, Creation);

    /// <summary>Whether an event may come to one entity any number of times, for it says what the entity is like now.</summary>
    public bool IsUpdate(string name) => Action(name) == Update;
}
