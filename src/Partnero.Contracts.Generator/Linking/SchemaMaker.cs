using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Makes JSON values where others stand.</summary>
internal sealed class SchemaMaker : ISchemaMaker<JsonValue>
{
    public JsonValue Object(JsonValue near, IReadOnlyList<KeyValuePair<string, JsonValue>> members) =>
        new JsonObject(near.Span, [.. members.Select(member => new JsonMember(member.Key, member.Value.Span, member.Value))]);

    public JsonValue List(JsonValue near, IReadOnlyList<JsonValue> items) => new JsonArray(near.Span, items);

    public JsonValue Text(JsonValue near, string text) => new JsonString(near.Span, text);

    public JsonValue True(JsonValue near) => new JsonBoolean(near.Span, true);
}
