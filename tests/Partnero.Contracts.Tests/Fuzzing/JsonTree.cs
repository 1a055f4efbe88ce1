using System.Text.Json;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>A JSON value that can be changed in ways that no serializer would write, such as two members of one name.</summary>
internal sealed class JsonTree(JsonTreeKind kind, string text = "")
{
    public JsonTreeKind Kind { get; set; } = kind;

    /// <summary>What a string says; of a literal, what stands there.</summary>
    public string Text { get; set; } = text;

    /// <summary>Of an object or an array; the name is empty in an array.</summary>
    public List<(string Name, JsonTree Value)> Members { get; private set; } = [];

    public static JsonTree Of(JsonElement element)
    {
        var tree = element.ValueKind switch
        {
            JsonValueKind.Object => new JsonTree(JsonTreeKind.Object),
            JsonValueKind.Array => new JsonTree(JsonTreeKind.Array),
            JsonValueKind.String => new JsonTree(JsonTreeKind.String, element.GetString()!),
            _ => new JsonTree(JsonTreeKind.Literal, element.GetRawText()),
        };
        if (tree.Kind == JsonTreeKind.Object)
            tree.Members = [.. element.EnumerateObject().Select(member => (member.Name, Of(member.Value)))];
        else if (tree.Kind == JsonTreeKind.Array)
            tree.Members = [.. element.EnumerateArray().Select(item => ("", Of(item)))];
        return tree;
    }

    public JsonTree Copy() => new(Kind, Text) { Members = Members.ConvertAll(member => (member.Name, member.Value.Copy())) };

    /// <summary>Becomes what another is.</summary>
    public void Become(JsonTree other) => (Kind, Text, Members) = (other.Kind, other.Text, other.Members);

    /// <summary>It and all that is in it.</summary>
    public void AddTo(List<JsonTree> all)
    {
        all.Add(this);
        foreach (var (_, value) in Members)
            value.AddTo(all);
    }
}
