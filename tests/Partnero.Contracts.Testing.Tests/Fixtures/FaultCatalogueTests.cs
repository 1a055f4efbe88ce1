using System.Text.Json;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

public sealed class FaultCatalogueTests
{
    private const string Secret = "Q7f2KxW9mLp3TzRb";

    public static TheoryData<string> Signatures() => [.. SignatureFault.All.Select(fault => fault.Id)];

    public static TheoryData<string> Bytes() => [.. ByteFault.All.Select(fault => fault.Id)];

    [Fact]
    public void The_catalogue_holds_S1_to_S17() => Assert.Equal(
        Enumerable.Range(1, 17).Select(number => "S" + number),
        SignatureFault.All.Select(fault => fault.Id.TrimEnd('a', 'b', 'c', 'd', 'e')).Distinct().OrderBy(id => int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [MemberData(nameof(Signatures))]
    public void A_signature_fault_names_itself_and_verifies_just_when_it_is_to_be_accepted(string id)
    {
        var fault = SignatureFault.Find(id);
        foreach (var valid in Deliveries.Valid(1).Take(50))
        {
            var faulty = fault.Put(valid, Secret);
            var secret = id == "S16" ? SignatureFault.NextSecret : Secret;
            Assert.Equal(fault.Verdict == FaultVerdict.Accepted, new SignatureVerifier([secret]).Verify(faulty.Body.Span, faulty.Signature ?? ""));
            Assert.Equal(fault.What, faulty.Fault);
        }
    }

    [Theory]
    [MemberData(nameof(Bytes))]
    public void A_byte_fault_is_signed_and_no_JSON_or_JSON_that_readers_differ_on(string id)
    {
        string[] json = ["duplicate-name", "depth", "size", "null", "list", "number", "lone-surrogate", "latin-1", "broken-utf-8"];
        var fault = ByteFault.Find(id);
        foreach (var valid in Deliveries.Valid(1).Take(20))
        {
            var faulty = fault.Put(valid, Secret);
            Assert.True(new SignatureVerifier([Secret]).Verify(faulty.Body.Span, faulty.Signature!));
            Assert.False(faulty.Body.Span.SequenceEqual(valid.Body.Span));
            Assert.Equal(json.Contains(id), Parses(faulty.Body));
        }
    }

    [Fact]
    public void Drawn_faults_come_of_every_kind_and_every_id()
    {
        var drawn = Deliveries.Faulty(1).Take(4_000).ToList();

        Assert.Equal(Enum.GetValues<FaultKind>().Length, drawn.Select(faulty => faulty.Fault.Kind).Distinct().Count());
        Assert.Empty(SignatureFault.All.Where(fault => fault.Standing != Standing.OptIn).Select(fault => fault.Id).Except(drawn.Select(faulty => faulty.Fault.Id)));
        Assert.Empty(ByteFault.All.Select(fault => fault.Id).Except(drawn.Select(faulty => faulty.Fault.Id)));
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
