using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>The types by the names that <c>type</c> has for them.</summary>
internal static class JsonTypeNames
{
    private static readonly Dictionary<string, JsonTypes> Types = new()
    {
        ["array"] = JsonTypes.Array,
        ["boolean"] = JsonTypes.Boolean,
        ["integer"] = JsonTypes.Integer,
        ["null"] = JsonTypes.Null,
        ["number"] = JsonTypes.Number,
        ["object"] = JsonTypes.Object,
        ["string"] = JsonTypes.String,
    };

    /// <summary>All names, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Types.Keys];

    /// <summary>The type of a name; none where it is not one.</summary>
    public static JsonTypes Of(string name) => Types.TryGetValue(name, out var type) ? type : JsonTypes.None;

    public static string NameOf(JsonTypes type) => Types.First(entry => entry.Value == type).Key;
}
