namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Unions by which schemas say what PHP or the sender makes of one thing: which branch is known of it, and which is not.</summary>
internal static class UnionShape
{
    /// <summary>The standing of each branch: of those that are no such union, what their schemas say.</summary>
    public static Standing[] Standings(Schema[] branches)
    {
        var targets = Array.ConvertAll(branches, branch => branch.Target());
        if (targets is [var one, var other])
        {
            if (IsListAndGaps(one, other))
                return [Standing.Known, Standing.OptIn];
            if (IsReference(one, other) || IsOpenSet(one, other))
                return [Standing.Known, Standing.Advice];
        }

        return Array.ConvertAll(branches, branch => branch.Standing);
    }

    /// <summary>An object, or the empty list that PHP makes of it.</summary>
    public static bool IsMap(Schema schema)
    {
        var target = schema.Target();
        return (target.AnyOf ?? target.OneOf) is [var one, var other]
            && one.Target().Types == JsonTypes.Object && IsEmptyList(other.Target());
    }

    private static bool IsEmptyList(Schema schema) =>
        schema.Types == JsonTypes.Array && (schema.MaxItems == 0 || schema.Items is { Constant: false } || (schema.Items?.Not is { IsAnything: true }));

    /// <summary>A list, or the object that PHP makes of one with gaps.</summary>
    private static bool IsListAndGaps(Schema one, Schema other) =>
        one.Types == JsonTypes.Array && one.Items is not null && !IsEmptyList(one)
        && other.Types == JsonTypes.Object && other.Properties.Count == 0 && other.AdditionalProperties is not null;

    /// <summary>An object with an id, or the bare id.</summary>
    private static bool IsReference(Schema one, Schema other) =>
        one.Types == JsonTypes.Object && one.Required.Contains("id") && (other.Types | JsonTypes.Integer) == (JsonTypes.String | JsonTypes.Integer);

    /// <summary>Texts that are known, or any other.</summary>
    private static bool IsOpenSet(Schema one, Schema other) =>
        one.Types == JsonTypes.String && one.Enum is not null && other is { Types: JsonTypes.String, Enum: null };
}
