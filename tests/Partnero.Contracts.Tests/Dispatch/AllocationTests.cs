using System.Text;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

/// <summary>A body as large as the endpoint takes may hold a million of anything. What it is read into stays within a multiple of its length.</summary>
public class AllocationTests(ITestOutputHelper output)
{
    private const int Largest = 1024 * 1024;

    /// <summary>Twelve bytes a token are the index that JsonElement reads by, and a value of a list is sixteen.</summary>
    private const int MostPerByte = 32;

    [Theory]
    [InlineData("partner.created", "metadata", "[", "0,", "0]")]
    [InlineData("partner.created", "metadata", "[", "[],", "0]")]
    [InlineData("partner.created", "metadata", "{", "\"#\":0,", "\"\":0}")]
    [InlineData("partner.created", "more", "[", "0,", "0]")]
    [InlineData("partner.created", "tags", "[", "\"\",", "\"\"]")]
    [InlineData("partner.created", "more", "0,", "\"#\":0,", "\"\":0")]
    [InlineData("lead.submitted", "more", "0,", "\"#\":0,", "\"\":0")]
    [InlineData("voucher.issued", "more", "0,", "\"#\":0,", "\"\":0")]
    [InlineData("transaction.created", "rewards", "[", "0,", "0]")]
    [InlineData("transaction.created", "rewards", "{", "\"#\":0,", "\"\":0}")]
    public void The_largest_body_is_read_in_bounds(string name, string property, string open, string item, string close)
    {
        var items = new StringBuilder(open);
        for (var i = 0; items.Length < Largest - 300; i++)
            items.Append(item.Replace("#", i.ToString("x", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var body = Encoding.UTF8.GetBytes(Bodies.Of(name, $"{{\"id\":\"p1\",\"{property}\":{items}{close}}}"));
        // Once before: what is pooled is not counted each time.
        var dispatcher = new PartneroDispatcher();
        dispatcher.Read(body);

        var before = GC.GetAllocatedBytesForCurrentThread();
        dispatcher.Read(body);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        output.WriteLine($"{allocated:N0} bytes for {body.Length:N0}: {(double)allocated / body.Length:0.0} for each");
        Assert.True(allocated < (long)MostPerByte * body.Length, $"{allocated:N0} bytes for a body of {body.Length:N0}");
    }
}
