using System.Text;
using System.Text.Json;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Reading;

public class KnownTextTests
{
    private const int MaxCount = 2;
    private readonly KnownTexts _texts = new(MaxCount, text => text != "odd");

    [Theory]
    [InlineData("""wh_1""")]
    [InlineData("""https:\/\/shop.example.com""")]
    [InlineData("""a\u0062ç""")]
    public void A_text_that_comes_again_is_the_same(string json)
    {
        var first = Read(json);
        Assert.Equal(JsonSerializer.Deserialize<string>($"\"{json}\""), first);
        Assert.Same(first, Read(json));
    }

    [Fact]
    public void No_more_are_kept_than_the_first()
    {
        foreach (var text in (string[])["a", "b", "c"])
            Assert.Equal(text, Read(text));
        Assert.Same(Read("b"), Read("b"));
        Assert.NotSame(Read("c"), Read("c"));
    }

    [Fact]
    public void One_that_is_none_of_those_is_not_kept() => Assert.NotSame(Read("odd"), Read("odd"));

    [Fact]
    public void A_long_one_is_not_kept() => Assert.NotSame(Read(new string('a', 257)), Read(new string('a', 257)));

    [Fact]
    public void What_is_no_text_is_refused() => Assert.Throws<PayloadException>(() => ReadJson("7"));

    private string Read(string json) => ReadJson($"\"{json}\"");

    private string ReadJson(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return _texts.Read(ref reader);
    }
}
