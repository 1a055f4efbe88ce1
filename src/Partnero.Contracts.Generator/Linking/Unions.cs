using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Joins a union with a description of fewer types, as the parts of an <c>allOf</c> may be: what the union says of an object or a list is kept.</summary>
internal static class Unions
{
    /// <summary>What holds where a description and a narrower one do.</summary>
    /// <param name="wide">The description of more types.</param>
    /// <param name="narrow">That of fewer.</param>
    /// <param name="types">The types of the narrower one.</param>
    /// <param name="schemas">All schemas.</param>
    /// <returns>The narrower one, but for a union that describes parts: its one branch of these types, joined with it. Null where several have them.</returns>
    public static SchemaNode? Narrow(SchemaNode wide, SchemaNode narrow, JsonTypes types, SchemaSet schemas)
    {
        var union = schemas.Resolve(wide).Schema;
        if (!HasDescribedBranch(union, schemas, []) || HasDescribedBranch(schemas.Resolve(narrow).Schema, schemas, []))
            return narrow;
        var fitting = union.Branches().Where(branch => (schemas.Idioms.TypesOf(branch) & types & ~JsonTypes.Null) != 0).ToList();
        return fitting switch
        {
            [] => narrow,
            [var only] => Descriptions.Join(schemas.InItsFile(only), narrow, schemas),
            _ => Descriptions.SaysOnlyTypes(schemas.Resolve(narrow).Schema) ? wide : null,
        };
    }

    private static bool HasDescribedBranch(JsonValue schema, SchemaSet schemas, HashSet<JsonValue> seen) =>
        seen.Add(schema) && schema.Branches().Select(branch => schemas.Resolve(schemas.InItsFile(branch)).Schema).Any(branch => Descriptions.Describes(branch) || HasDescribedBranch(branch, schemas, seen));
}
