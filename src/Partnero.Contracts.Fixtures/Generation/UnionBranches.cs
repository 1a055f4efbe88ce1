using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>The branches of a union as they are drawn, each with how sure it is that the sender sends it.</summary>
internal static class UnionBranches
{
    /// <summary>The usual shape first, whatever order they are written in.</summary>
    public static List<(Schema[] Added, Evidence Evidence)> Of(Schema[] written, SchemaReading<SchemaElement> reading) =>
    [
        .. reading.Branches.Select(branch => (new[] { written[branch.Index] }, (branch.Part == BranchPart.Other && written[branch.Index].Shape == SourceShape.Both ? OfOther(reading.Idiom) : null) ?? written[branch.Index].Evidence)),
    ];

    /// <summary>In the order in which they are written.</summary>
    public static List<(Schema[] Added, Evidence Evidence)> AsWritten(Schema[] written) => [.. written.Select(branch => (new[] { branch }, branch.Evidence))];

    /// <summary>How sure the other shape of an idiom is; null where its schema says that.</summary>
    private static Evidence? OfOther(SchemaIdiom idiom) => idiom switch
    {
        SchemaIdiom.List => Evidence.OptIn,
        SchemaIdiom.Reference or SchemaIdiom.OpenSet => Evidence.Advice,
        _ => null,
    };
}
