using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class PartneroContractTests
{
    [Theory]
    [InlineData("SIG-01")]
    [InlineData("sig-01")]
    public void A_clause_is_found_by_its_id_in_either_case(string id)
    {
        Assert.Equal("SIG-01", PartneroContract.Find(id).Id);
    }

    [Fact]
    public void An_id_that_no_clause_has_is_refused_with_those_that_there_are()
    {
        Assert.StartsWith("No clause is called 'SIG-99'. The clauses are BODY-01, ", Assert.Throws<ArgumentException>(() => PartneroContract.Find("SIG-99")).Message, StringComparison.Ordinal);
    }
}
