using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>A property of an object that several schemas compose.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Part">The schema that names it.</param>
/// <param name="Schema">Its description: all that its parts say of it.</param>
/// <param name="IsRequired">Whether any part requires it.</param>
/// <param name="Conflict">A part whose description cannot be joined with that of those before it.</param>
internal sealed record SchemaProperty<TNode>(string Name, TNode Part, TNode Schema, bool IsRequired, TNode? Conflict)
    where TNode : class, ISchemaNode<TNode>;

/// <summary>The objects that <c>allOf</c> and choices between sets of properties compose.</summary>
internal sealed class SchemaParts<TNode>(SchemaIndex<TNode> index, SchemaIdioms<TNode> idioms, MadeSchemas<TNode> made, SchemaJoiner<TNode> joiner)
    where TNode : class, ISchemaNode<TNode>
{
    private static readonly string[] OfObjects = ["type", "properties", "required", "additionalProperties", "patternProperties"];

    private readonly BranchProperties<TNode> _branches = new(index, idioms, made);

    /// <summary>Whether a schema is another one with more properties required, and nothing else.</summary>
    public static bool OnlyRequires(TNode schema, out TNode shared, out IReadOnlyList<string> required)
    {
        shared = schema;
        required = [];
        if (schema.Member("allOf") is not { Type: JsonTypes.Array } allOf || schema.Members.Any(member => member.Key is not ("allOf" or "required") && !Keywords.IsAnnotation(member.Key)))
            return false;
        var adding = allOf.Items.Where(IsOnlyRequired).ToList();
        if (allOf.Items.Where(item => !adding.Contains(item)).ToList() is not [var other])
            return false;
        shared = other;
        required = [.. adding.Concat([schema]).SelectMany(part => part.RequiredNames()).Distinct()];
        return true;
    }

    /// <summary>Whether any of the parts says that it is an object, or what is in one: of a part without a type, that is not known.</summary>
    public static bool SpeakOfObjects(IReadOnlyList<TNode> parts) =>
        parts.Any(part => OfObjects.Any(keyword => part.Member(keyword) is not null) || part.ChoiceOfParts() is not null);

    /// <summary>Whether properties that are not described are allowed, be it by a pattern of their names.</summary>
    public static bool IsOpen(IReadOnlyList<TNode> parts) => !parts.Any(part =>
        (part.Member("additionalProperties") is { Type: JsonTypes.Boolean, Literal: "false" } && part.Member("patternProperties")?.Members.Any(pattern => !pattern.Value.ForbidsEverything()) != true)
        || (part.ChoiceOfParts() is not null && PartChoices.AreClosed(part.Branches())));

    /// <summary>
    /// Whether an event can check on a type that others share what it requires beyond it. It cannot where the type
    /// has no place for a property, or does not tell an absent one from null.
    /// </summary>
    public bool CanShare(TNode shared, IReadOnlyList<string> required)
    {
        if (required.Count == 0)
            return true;
        if (Flatten(shared) is not { } parts)
            return false;
        var described = Properties(parts).ToDictionary(property => property.Name);
        return described.Count > 0 && required.All(name => described.TryGetValue(name, out var property)
            ? property.IsRequired || !idioms.Of(property.Schema).IsNullable
            : IsOpen(parts));
    }

    /// <summary>The objects that a schema is composed of.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="mayBeNull">Whether they may be null too.</param>
    /// <returns>Null where one is no object.</returns>
    public IReadOnlyList<TNode>? Flatten(TNode schema, bool mayBeNull = false)
    {
        var parts = new List<TNode>();
        return Collect(schema, mayBeNull, parts, []) ? parts : null;
    }

    /// <summary>
    /// The properties of all parts in order; of several descriptions of one, what holds where all do. What the branches of a choice say counts where no part
    /// describes the property. One that is required and not described may be anything.
    /// </summary>
    public IReadOnlyList<SchemaProperty<TNode>> Properties(IReadOnlyList<TNode> parts)
    {
        var choices = parts.Where(part => part.ChoiceOfParts() is not null).Select(part => part.Member(part.ChoiceOfParts()!)!).ToList();
        var required = new HashSet<string>(parts.SelectMany(part => part.RequiredNames()).Concat(choices.SelectMany(choice => PartChoices.AlwaysRequired(choice.Items))));
        var properties = new List<SchemaProperty<TNode>>();
        foreach (var part in parts)
        {
            foreach (var member in part.Member("properties")?.Members ?? [])
            {
                var at = properties.FindIndex(property => property.Name == member.Key);
                if (at < 0)
                    properties.Add(new(member.Key, part, member.Value, required.Contains(member.Key), null));
                else
                    properties[at] = Joined(properties[at], part, member.Value);
            }
        }

        foreach (var choice in choices)
        {
            foreach (var name in PartChoices.Names(choice.Items).Where(IsNew))
                properties.Add(new(name, choice.Items.First(branch => branch.Member("properties")?.Member(name) is not null || branch.RequiredNames().Contains(name)), _branches.Of(choice, name), required.Contains(name), null));
        }

        foreach (var part in parts)
        {
            foreach (var name in part.RequiredNames().Where(IsNew))
                properties.Add(new(name, part, made.True(part), true, null));
        }

        return properties;

        bool IsNew(string name) => !properties.Exists(property => property.Name == name);
    }

    private SchemaProperty<TNode> Joined(SchemaProperty<TNode> known, TNode part, TNode schema) => joiner.Join(known.Schema, schema) switch
    {
        null => known with { Conflict = part },
        var joined when ReferenceEquals(joined, schema) => known with { Part = part, Schema = joined },
        var joined => known with { Schema = joined },
    };

    private bool Collect(TNode schema, bool mayBeNull, List<TNode> parts, HashSet<TNode> path)
    {
        if (schema.Type != JsonTypes.Object || !path.Add(schema))
            return false;
        var isComposed = parts.Contains(schema) || CollectNew(schema, mayBeNull, parts, path);
        path.Remove(schema);
        return isComposed;
    }

    private bool CollectNew(TNode schema, bool mayBeNull, List<TNode> parts, HashSet<TNode> path)
    {
        if (schema.Member("$ref") is { Type: JsonTypes.String } reference)
            return index.Find(schema, reference.Literal) is { } target && Collect(target, mayBeNull, parts, path);
        if ((schema.Branches().Count > 0 && schema.ChoiceOfParts() is null) || (schema.Types() & JsonTypes.Object) == 0)
            return false;
        if (!(schema.DeclaredTypes() is [] or [JsonTypes.Object] || (mayBeNull && schema.IsDeclaredObject())))
            return false;
        parts.Add(schema);
        return schema.Member("allOf") is not { Type: JsonTypes.Array } allOf || allOf.Items.All(item => Collect(item, mayBeNull, parts, path));
    }

    private static bool IsOnlyRequired(TNode schema) =>
        schema.Type == JsonTypes.Object && schema.Members.All(member => member.Key == "required" || Keywords.IsAnnotation(member.Key));
}
