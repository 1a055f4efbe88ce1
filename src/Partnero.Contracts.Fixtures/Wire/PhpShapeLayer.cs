using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Wire;

/// <summary>Lays PHP's shapes over a valid payload.</summary>
internal static class PhpShapeLayer
{
    private static readonly PhpShape[] Known = [.. PhpShape.All.Where(shape => shape.Evidence == Evidence.Known)];
    private static readonly PhpShape[] KnownAndAdvice = [.. PhpShape.All.Where(shape => shape.Evidence <= Evidence.Advice)];

    /// <summary>Gives one part of a payload one of the shapes of the profile, and one each of the shapes that were asked for.</summary>
    public static PhpValue Apply(FixtureSettings settings, WebhookSchema schema, PhpValue data, Choices choices)
    {
        data = Apply(choices.Of(settings.Profile == FixtureProfile.Realistic ? Known : KnownAndAdvice), schema, data, choices);
        foreach (var shape in settings.OptInShapes)
            data = Apply(shape, schema, data, choices);
        return data;
    }

    /// <summary>Gives one part of a payload a shape.</summary>
    /// <returns>The same payload where no part can have it.</returns>
    public static PhpValue Apply(PhpShape shape, WebhookSchema schema, PhpValue data, Choices choices)
    {
        var places = Places(shape, schema, data);
        if (places.Count == 0)
            return data;
        var (path, part) = choices.Of(places);
        var shaped = PhpTree.Set(data, path, shape.Of(FieldRoles.At(schema.Data, path), part, choices) ?? part);

        // Of a shape that can be drawn in several ways, one may fit and another not.
        return shape.Evidence == Evidence.OptIn || SchemaEvaluator.IsValid(schema.Data, shaped) ? shaped : data;
    }

    /// <summary>
    /// Where a shape can be laid over a payload. What the sender sends is valid, so a shape that breaks the schema is laid nowhere,
    /// unless it is asked for: then it is what the schema does not know.
    /// </summary>
    public static IReadOnlyList<(string[] Path, PhpValue Part)> Places(PhpShape shape, WebhookSchema schema, PhpValue data)
    {
        var places = new List<(string[], PhpValue)>();
        var simplest = Choices.Replay([]);
        foreach (var (path, part) in PhpTree.Parts(data))
        {
            var shaped = shape.Of(FieldRoles.At(schema.Data, path), part, simplest);
            if (shaped is null || (path.Length == 0 && shape != PhpShape.KeyOrder))
                continue;
            if (shape.Evidence == Evidence.OptIn || SchemaEvaluator.IsValid(schema.Data, path.Length == 0 ? shaped : PhpTree.Set(data, path, shaped)))
                places.Add((path, part));
        }

        return places;
    }
}
