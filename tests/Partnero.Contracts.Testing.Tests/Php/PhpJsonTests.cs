using System.Text;
using Partnero.Contracts.Testing.Php;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Php;

public sealed class PhpJsonTests
{
    [Fact]
    public void Every_vector_with_default_flags_is_encoded_to_the_byte()
    {
        var vectors = PhpVector.ReadAll().Where(vector => vector.Flags == 0).ToList();

        var differing = vectors
            .Select(vector => (vector.Id, Expected: Text(vector.Json), Actual: Text(TryEncode(vector.Value))))
            .Where(result => result.Expected != result.Actual)
            .Select(result => $"vector {result.Id}: PHP wrote {result.Expected}, and we {result.Actual}")
            .ToList();

        Assert.True(differing.Count == 0, string.Join("\n", differing));
        Assert.Equal(1155, vectors.Count);
        Assert.Contains(vectors, vector => vector.Json is null);
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void Values_are_nested_512_deep_and_no_deeper(int depth, bool isEncoded)
    {
        var value = Enumerable.Range(0, depth).Aggregate(PhpValue.Null, (inner, _) => PhpArray.List([inner]));

        Assert.Equal(isEncoded, TryEncode(value) is not null);
    }

    private static byte[]? TryEncode(PhpValue value)
    {
        try
        {
            return PhpJson.Encode(value);
        }
        catch (PhpJsonException)
        {
            return null;
        }
    }

    private static string Text(byte[]? json) => json is null ? "(refused)" : Encoding.UTF8.GetString(json);
}
