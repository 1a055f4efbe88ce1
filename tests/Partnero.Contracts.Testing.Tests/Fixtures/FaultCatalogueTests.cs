using System.Text.Json;
using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Wire;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class FaultCatalogueTests
{
    private const string Secret = "Q7f2KxW9mLp3TzRb";

    public static TheoryData<string> Signatures() => [.. SignatureFault.All.Select(fault => fault.Id)];

    public static TheoryData<string> Variants() => [.. SignatureVariant.All.Select(variant => variant.Id)];

    public static TheoryData<string> Bytes() => [.. ByteFault.All.Select(fault => fault.Id)];

    [Theory]
    [MemberData(nameof(Signatures))]
    public void A_signature_fault_names_itself_and_never_verifies(string id)
    {
        var fault = SignatureFault.Find(id);
        foreach (var valid in Deliveries.Valid(1).Take(50))
        {
            var faulty = fault.Inject(valid, Secret);
            Assert.False(new SignatureVerifier([Secret]).Verify(faulty.Body.Span, faulty.Signature ?? ""));
            Assert.Equal(fault.What, faulty.Note);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_variant_names_itself_and_always_verifies(string id)
    {
        var variant = SignatureVariant.Find(id);
        foreach (var valid in Deliveries.Valid(1).Take(50))
        {
            var unusual = variant.Apply(valid, Secret);
            Assert.True(new SignatureVerifier([id == "next-secret" ? SignatureVariant.NextSecret : Secret]).Verify(unusual.Body.Span, unusual.Signature!));
            Assert.Equal(variant.What, unusual.Note);
        }
    }

    [Fact]
    public void Ids_speak_and_none_comes_twice()
    {
        var ids = SignatureFault.All.Select(fault => fault.Id).Concat(SignatureVariant.All.Select(variant => variant.Id)).Concat(ByteFault.All.Select(fault => fault.Id)).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", id));
        Assert.Throws<ArgumentException>(() => SignatureFault.Find("no-such-fault"));
        Assert.Throws<ArgumentException>(() => SignatureVariant.Find("no-such-variant"));
    }

    [Theory]
    [MemberData(nameof(Bytes))]
    public void A_byte_fault_is_signed_and_no_JSON_or_JSON_that_readers_differ_on(string id)
    {
        string[] json = ["duplicate-name", "depth", "size", "null", "list", "number", "lone-surrogate", "latin-1", "broken-utf-8"];
        var fault = ByteFault.Find(id);
        foreach (var valid in Deliveries.Valid(1).Take(20))
        {
            var faulty = fault.Inject(valid, Secret);
            Assert.True(new SignatureVerifier([Secret]).Verify(faulty.Body.Span, faulty.Signature!));
            Assert.False(faulty.Body.Span.SequenceEqual(valid.Body.Span));
            Assert.Equal(json.Contains(id), Parses(faulty.Body));
        }
    }

    [Fact]
    public void Drawn_faults_come_of_every_kind_and_every_id()
    {
        var drawn = Deliveries.Faulty(1).Take(4_000).ToList();

        Assert.Equal(Enum.GetValues<FaultKind>().Length, drawn.Select(faulty => faulty.Kind).Distinct().Count());
        Assert.Empty(SignatureFault.All.Select(fault => fault.Id).Except(drawn.Select(faulty => faulty.FaultId)));
        Assert.Empty(ByteFault.All.Select(fault => fault.Id).Except(drawn.Select(faulty => faulty.FaultId)));
    }

    private static bool Parses(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 10_000 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
