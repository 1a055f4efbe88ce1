using System.Text;
using Partnero.Contracts.Testing.Php;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Php;

public sealed class PhpJsonTests
{
    [Fact]
    public void Every_vector_is_encoded_to_the_byte_and_refused_where_PHP_refused()
    {
        var vectors = PhpVector.ReadAll().ToList();

        var differing = vectors
            .Select(vector => (Vector: vector, Actual: PhpVector.TryEncode(vector.Value, vector.Flags)))
            .Where(result => !PhpVector.IsSame(result.Vector.Json, result.Actual))
            .Select(result => $"vector {result.Vector.Id}, flags {result.Vector.Flags}: PHP wrote {PhpVector.Text(result.Vector.Json)}, and we {PhpVector.Text(result.Actual)}")
            .ToList();

        Assert.True(differing.Count == 0, string.Join("\n", differing.Take(20)));
        Assert.Equal(4000, vectors.Count);
        Assert.Equal(13, vectors.Select(vector => vector.Flags).Distinct().Count());
        Assert.Contains(vectors, vector => vector.Json is null);
        TestContext.Current.TestOutputHelper?.WriteLine($"{vectors.Count} vectors, {vectors.Count(vector => vector.Json is null)} of them refused by PHP");
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void Values_are_nested_512_deep_and_no_deeper(int depth, bool isEncoded)
    {
        var value = Enumerable.Range(0, depth).Aggregate(PhpValue.Null, (inner, _) => PhpArray.List([inner]));

        Assert.Equal(isEncoded, PhpVector.TryEncode(value, PhpJsonFlags.None) is not null);
    }

    [Fact]
    public void A_refusal_says_what_is_wrong_and_where()
    {
        var value = PhpArray.Map(("data", PhpArray.Map(("a/b", PhpArray.List([1L, new PhpString(new byte[] { 0xff })])))));

        var refused = Assert.Throws<PhpJsonException>(() => PhpJson.Encode(value));

        Assert.Equal((PhpJsonError.Utf8, "/data/a~1b/1"), (refused.Error, refused.Pointer));
        Assert.Equal("PHP refuses the value at /data/a~1b/1: a string or a name is not valid UTF-8.", refused.Message);
    }

    [Fact]
    public void A_value_is_written_again_after_a_refusal_as_if_nothing_had_been()
    {
        Assert.Throws<PhpJsonException>(() => PhpJson.Encode(PhpArray.List(["before", double.NaN])));

        Assert.Equal("[\"a\"]", Encoding.UTF8.GetString(PhpJson.Encode(PhpArray.List(["a"]))));
    }

    [Fact]
    public void Values_are_equal_by_what_they_hold()
    {
        PhpValue Make() => PhpArray.Map(("id", "p1"), ("tags", PhpArray.List(["a", "b"])), ("map", PhpObject.Of(("x", 1L), ("y", 2.5))));

        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.NotEqual<PhpValue>(PhpArray.Empty, PhpObject.Empty);
        Assert.NotEqual<PhpValue>(1L, 1.0);
    }

    [Fact]
    public void Nothing_but_the_output_is_allocated()
    {
        PhpValue value = PhpArray.Map(
            ("key", "txn_é/1"), ("amount", 99.99), ("rate", 1e-9), ("count", 12L), ("paid", true), ("note", PhpValue.Null),
            ("tags", PhpArray.List(["a", "b"])), ("metadata", PhpObject.Of(("plan", "größe"), ("10", "ten"))));
        var length = PhpJson.Encode(value).Length;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            PhpJson.Encode(value);
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        // An array is its bytes, a header of 24, and what fills up the last word.
        Assert.InRange(allocated, length, length + 32);
    }
}
