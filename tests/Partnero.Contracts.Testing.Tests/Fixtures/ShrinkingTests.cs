using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class ShrinkingTests
{
    private static readonly SignatureVerifier Verifier = new([FixtureSettings.Default.Secret]);

    [Fact]
    public void Every_step_from_a_valid_delivery_is_valid_and_signed_and_about_another_entity()
    {
        foreach (var profile in Enum.GetValues<FixtureProfile>())
        {
            foreach (var delivery in Deliveries.Valid(7, new FixtureSettings { Profile = profile }).Take(30))
            {
                foreach (var smaller in delivery.Shrink().Take(40))
                {
                    Assert.Empty(WebhookSchemas.BuiltIn.Validate(smaller.Body));
                    Assert.True(Verifier.Verify(smaller.Body.Span, smaller.Signature));
                    Assert.NotEqual(delivery.EntityId, smaller.EntityId);
                }
            }
        }
    }

    [Fact]
    public void Every_step_from_a_faulty_payload_has_the_same_fault_and_no_other()
    {
        foreach (var faulty in Deliveries.Faulty(7, null, FaultKind.Payload).Take(60))
        {
            foreach (var smaller in faulty.Shrink().Take(20))
            {
                Assert.Equal(faulty.FaultId, smaller.FaultId);
                var violation = Assert.Single(WebhookSchemas.BuiltIn.Validate(smaller.Body));
                Assert.Equal((smaller.Pointer, smaller.Keyword), (violation.Pointer, violation.Keyword));
                Assert.True(Verifier.Verify(smaller.Body.Span, smaller.Signature!));
            }
        }
    }

    [Fact]
    public void Every_step_from_a_forgery_is_the_same_forgery_and_never_verified()
    {
        foreach (var faulty in Deliveries.Faulty(7, null, FaultKind.Signature).Take(40))
        {
            foreach (var smaller in faulty.Shrink().Take(20))
            {
                Assert.Equal(faulty.FaultId, smaller.FaultId);
                Assert.False(Verifier.Verify(smaller.Body.Span, smaller.Signature ?? ""));
            }
        }
    }

    [Fact]
    public void Shrinking_ends_and_no_step_is_smaller_than_the_smallest()
    {
        foreach (var delivery in Deliveries.Valid(11).Take(5))
        {
            var smallest = delivery;
            var steps = 0;
            while (smallest.Shrink().FirstOrDefault() is { } smaller)
            {
                smallest = smaller;
                Assert.InRange(++steps, 1, 10_000);
            }

            Assert.Equal("partner.created", smallest.Event == "customer.created" ? "partner.created" : smallest.Event);
        }
    }

    [Fact]
    public void Planted_failures_are_shrunk_to_cases_of_little_more_than_what_fails()
    {
        var sizes = new List<(int Extra, string Failure)>();
        foreach (var (name, fails) in PlantedFailures())
        {
            for (var seed = 1ul; seed <= 20; seed++)
            {
                if (Smallest(fails, seed) is not { } smallest)
                    continue;
                // What a failing delivery must hold at the least: the fields that are always there, and the one that fails.
                var data = (PhpArray)smallest.Delivery.Data;
                var optional = PayloadShapes.OptionalFields(WebhookSchemas.BuiltIn, smallest.Event).Select(field => field.Name)
                    .Except(PayloadShapes.Parts(WebhookSchemas.BuiltIn.Of(smallest.Event).Data).SelectMany(part => part.Usual)).ToHashSet();
                sizes.Add((data.Count(field => optional.Contains(field.Key.ToString())), name));
            }
        }

        Assert.True(sizes.Count >= 200, $"Only {sizes.Count} failures were found.");
        var extras = sizes.Select(size => size.Extra).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{sizes.Count} planted failures: the smallest case holds a median of {extras[extras.Count / 2]} optional fields, {extras[^1]} at the most");
        Assert.True(extras[extras.Count / 2] <= 1, $"median {extras[extras.Count / 2]}");
        Assert.True(extras[^1] <= 2, string.Join(", ", sizes.Where(size => size.Extra > 2)));
    }

    [Fact]
    public void FsCheck_finds_the_smallest_delivery_by_itself()
    {
        var runner = new LastCase();
        Check.One(Config.Quick.WithRunner(runner).WithMaxTest(500), Prop.ForAll(FixtureArbitrary.Valid(), delivery => delivery.Delivery.Data["tags"] is not PhpArray { Count: > 2 }));

        var smallest = Assert.IsType<ValidDelivery>(runner.Shrunk);
        Assert.Equal(3, ((PhpArray)smallest.Delivery.Data["tags"]!).Count);
        Assert.Equal(["id", "tags"], smallest.Delivery.Data.Select(field => field.Key.ToString()).Where(name => name is not ("email" or "status" or "created_at")));
    }

    private static ValidDelivery? Smallest(Func<PhpArray, bool> fails, ulong seed)
    {
        var found = Deliveries.Valid(seed).Take(400).FirstOrDefault(delivery => fails(delivery.Delivery.Data));
        while (found?.Shrink().FirstOrDefault(delivery => fails(delivery.Delivery.Data)) is { } smaller)
            found = smaller;
        return found;
    }

    private static IEnumerable<(string Name, Func<PhpArray, bool> Fails)> PlantedFailures()
    {
        yield return ("three tags", data => data["tags"] is PhpArray { Count: > 2 });
        yield return ("an empty map", data => data["metadata"] is PhpArray { Count: 0 });
        yield return ("two entries of a map", data => data["metadata"] is PhpArray { Count: > 1 });
        yield return ("no name", data => data["name"] is PhpNull);
        yield return ("an amount above 1000", data => data["amount"] is PhpFloat { Value: > 1000 });
        yield return ("a whole amount", data => data["amount"] is PhpFloat number && double.IsInteger(number.Value));
        yield return ("three decimals", data => data["amount"] is PhpFloat number && Math.Round(number.Value, 2) != number.Value);
        yield return ("a name beyond ASCII", data => data["name"]?.ToString()?.Any(c => c > 127) == true);
        yield return ("a long name", data => data["name"] is PhpString { Bytes.Length: > 100 });
        yield return ("a partner without an address", data => data["partner"] is PhpArray partner && partner["email"] is null);
        yield return ("a customer with null for an address", data => data["customer"] is PhpArray customer && customer["email"] is PhpNull);
        yield return ("rupees", data => data["currency"]?.ToString() == "INR");
        yield return ("a link and a surname", data => data["referral_link"] is not null && data["surname"] is PhpString);
    }

    /// <summary>Keeps the smallest case that FsCheck found.</summary>
    private sealed class LastCase : IRunner
    {
        public object? Shrunk { get; private set; }

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, Microsoft.FSharp.Collections.FSharpList<object> args, Microsoft.FSharp.Core.FSharpFunc<int, Microsoft.FSharp.Core.FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(Microsoft.FSharp.Collections.FSharpList<object> args, Microsoft.FSharp.Core.FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, FsCheck.TestResult result)
        {
            if (result is FsCheck.TestResult.Failed failed)
                Shrunk = failed.Item3.Head;
        }
    }
}
