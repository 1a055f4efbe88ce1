using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>The words by which schemas say what draft-07 cannot. All other words that begin with x- are a project's own.</summary>
internal static class OwnKeywords
{
    /// <summary>Of a property, or of what it refers to: what it is to those who test a consumer.</summary>
    public const string Role = "x-role";

    /// <summary>Of a property with the role of a reference: the kind of entity that it names, such as <c>partner</c>.</summary>
    public const string RefersTo = "x-refers-to";

    /// <summary>Of an object: the properties that are always seen, though nothing says that they must be there.</summary>
    public const string Usual = "x-usual";

    /// <summary>Of a property or a branch of a union: how sure it is that the sender sends it.</summary>
    public const string Evidence = "x-evidence";

    /// <summary>Of an event: who says what its payload looks like.</summary>
    public const string DocumentedBy = "x-documented-by";

    /// <summary>Of an event: what may have happened to its entity before, in order, and forbids none of what follows.</summary>
    public const string Follows = "x-follows";

    /// <summary>Of an event: whether its entity's life ends with it.</summary>
    public const string Ends = "x-ends";

    /// <summary>Of a property, a branch of a union or an event: which of the sender's sources show it, such as <c>guide</c>, <c>rest</c> or <c>n8n</c>.</summary>
    public const string Sources = "x-sources";

    /// <summary>Of a property or a branch of a union: in which of the sender's two shapes it stands alone. What stands in both says nothing.</summary>
    public const string Shape = "x-shape";

    /// <summary>Of a property of several types: those that the sender's sources show. Others are allowed, and nobody has seen them.</summary>
    public const string Seen = "x-seen";

    /// <summary>The value of <see cref="DocumentedBy"/> for an event of which nothing is known but its name.</summary>
    public const string Nobody = "nobody";

    private static readonly Dictionary<string, FieldRole> Roles = new()
    {
        ["identity"] = FieldRole.Identity,
        ["key"] = FieldRole.Key,
        ["reference"] = FieldRole.Reference,
        ["money"] = FieldRole.Money,
        ["map"] = FieldRole.Map,
        ["person-name"] = FieldRole.PersonName,
        ["code"] = FieldRole.Code,
    };

    /// <summary>The values of the words that have only some.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Choices { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Role] = [.. Roles.Keys],
        [Evidence] = ["known", "advice", "opt-in"],
        [Shape] = ["guide", "rest"],
        [DocumentedBy] = ["guide", Nobody],
    };

    /// <summary>What the values of the words are.</summary>
    public static IReadOnlyDictionary<string, KeywordShape> Shapes { get; } = new Dictionary<string, KeywordShape>
    {
        [Role] = KeywordShape.Choice,
        [RefersTo] = KeywordShape.Text,
        [Usual] = KeywordShape.Names,
        [Evidence] = KeywordShape.Choice,
        [DocumentedBy] = KeywordShape.Choice,
        [Follows] = KeywordShape.Names,
        [Ends] = KeywordShape.Boolean,
        [Sources] = KeywordShape.Names,
        [Shape] = KeywordShape.Choice,
        [Seen] = KeywordShape.TypeNames,
    };

    /// <summary>The values that a word has, as messages name them.</summary>
    public static string Expected(string keyword) => $"{string.Join(", ", Choices[keyword].Take(Choices[keyword].Count - 1))} or {Choices[keyword][Choices[keyword].Count - 1]}";

    /// <summary>Whether a name is that of a role with which a field is never left out; of no role, it is not.</summary>
    public static bool IsStrictRole(string name) => Roles.TryGetValue(name, out var role) && role.IsStrict();

    /// <summary>The role of a name that <see cref="Choices"/> lists.</summary>
    public static FieldRole RoleOf(string name) => Roles[name];
}
