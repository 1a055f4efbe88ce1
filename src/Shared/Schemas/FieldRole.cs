namespace Partnero.Contracts.Schemas;

/// <summary>What a field is to those who test a consumer: what <c>x-role</c> says.</summary>
internal enum FieldRole
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary><c>identity</c>: names the entity of its object.</summary>
    Identity,

    /// <summary><c>key</c>: names the entity too, by a text of the consumer's own making.</summary>
    Key,

    /// <summary><c>reference</c>: names another entity, as an object or by its bare id.</summary>
    Reference,

    /// <summary><c>money</c>: an amount of money.</summary>
    Money,

    /// <summary><c>map</c>: names and values of the program's own choosing.</summary>
    Map,

    /// <summary><c>person-name</c>: what a person is called, in any script.</summary>
    PersonName,

    /// <summary><c>code</c>: one of a set of short texts, described by <c>examples</c> or by nothing.</summary>
    Code,
}

/// <summary>What follows from a field's role for those who read it.</summary>
internal static class StrictRoles
{
    /// <summary>
    /// Whether a value of another type than the schema says, of a field whose schema says this role, makes the payload unreadable: who an entity is, and how much it is about, is never left out.
    /// Any other field is null then, and named as a deviation.
    /// </summary>
    public static bool IsStrict(this FieldRole role) => role is FieldRole.Identity or FieldRole.Key or FieldRole.Reference or FieldRole.Money;
}
