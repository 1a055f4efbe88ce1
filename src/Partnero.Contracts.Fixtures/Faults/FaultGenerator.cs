using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>Draws deliveries with one fault each.</summary>
internal static class FaultGenerator
{
    private static readonly FaultKind[] Kinds = [FaultKind.Signature, FaultKind.Payload, FaultKind.Bytes];

    /// <param name="settings">What the delivery has in common with others.</param>
    /// <param name="kinds">The kinds of fault; all unless given.</param>
    /// <param name="choices">What is drawn from.</param>
    /// <param name="nonce">What its ids are made of.</param>
    /// <param name="wanted">The id of the fault that it must have; any unless given.</param>
    /// <returns>Null where the delivery that was drawn cannot have the fault.</returns>
    public static (WebhookDelivery Delivery, DeliveryFault Fault)? Draw(FixtureSettings settings, IReadOnlyList<FaultKind> kinds, Choices choices, ulong nonce, string? wanted = null)
    {
        var valid = BodyGenerator.Draw(settings, choices, nonce);
        switch (choices.Of(kinds.Count > 0 ? kinds : Kinds))
        {
            case FaultKind.Signature:
                var signature = choices.Of(SignatureFault.All, wanted is null ? null : fault => fault.Id == wanted);
                return signature is null ? null : (signature.Inject(valid, settings.Secret), signature.ToFault());
            case FaultKind.Bytes:
                var bytes = choices.Of(ByteFault.All, wanted is null ? null : fault => fault.Id == wanted);
                return bytes is null ? null : (bytes.Inject(valid, settings.Secret), bytes.ToFault());
            default:
                return DrawPayload(settings, valid, choices, nonce, wanted);
        }
    }

    private static (WebhookDelivery Delivery, DeliveryFault Fault)? DrawPayload(FixtureSettings settings, WebhookDelivery valid, Choices choices, ulong nonce, string? wanted)
    {
        var schema = settings.Schemas.Of(valid.Event);
        var tree = valid.Tree!;
        var sites = ConstraintSites.Of(schema.Body, tree);
        if (choices.Of(sites, wanted is null ? null : site => site.Id == wanted) is not { } chosen)
            return null;
        // A constraint that cannot be broken without another gives way to the next, unless it is the one that is wanted.
        foreach (var site in wanted is null ? sites.SkipWhile(site => site != chosen).Concat(sites.TakeWhile(site => site != chosen)) : [chosen])
        {
            var draws = 0ul;
            if (ConstraintBreaker.Break(schema.Body, tree, site, choices, parts => Drawn(schema, parts, Choices.Mix(nonce, ++draws))) is not var (broken, what))
                continue;
            var fault = new DeliveryFault(FaultKind.Payload, site.Id, $"valid and signed but for {site.Keyword} at {(site.Pointer.Length == 0 ? "the root" : site.Pointer)}: {what}", ExpectedAnswer.Survived)
            {
                Pointer = site.Pointer,
                Keyword = site.Keyword,
            };
            return (valid.WithBody(broken, fault.What).Signed(settings.Secret), fault);
        }

        return null;
    }

    /// <summary>A value of some parts of a schema at once, for faults that need one; null where none can be drawn.</summary>
    public static PhpValue? Drawn(WebhookSchema schema, Schema[] parts, ulong seed)
    {
        try
        {
            var planner = EventPlans.Of(schema).Planner;
            var generator = new ValueGenerator(Choices.Random(seed), new DrawStyle(FixtureProfile.Realistic, OptionalFields.Some, Evidence.OptIn), new EntityWords(seed, DateTimeOffset.UnixEpoch, "entity"), planner);
            return generator.Draw(planner.For(parts), "", 0);
        }
        catch (SchemaException)
        {
            // What allows no value cannot help to break another constraint.
            return null;
        }
    }
}
