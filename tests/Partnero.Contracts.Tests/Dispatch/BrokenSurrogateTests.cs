using System.Text;
using System.Text.Json;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

/// <summary>Half of a surrogate pair, put into every name and every text of every payload that Partnero publishes.</summary>
public class BrokenSurrogateTests
{
    public static TheoryData<string, string> Deliveries => [.. PublishedPayloads.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Half_a_surrogate_pair_in_any_name_or_text_is_refused(string file, string name)
    {
        var body = Encoding.UTF8.GetBytes(PublishedPayloads.Body(file, name));
        Read.Any(Encoding.UTF8.GetString(body));

        foreach (var at in Texts(body))
        {
            foreach (var half in new[] { "\\ud83d", "\\ude00", "\\ude00\\ud83d" })
                Read.Refused([.. body[..at], .. Encoding.UTF8.GetBytes(half), .. body[at..]]);
        }
    }

    /// <summary>Where the names and the texts begin.</summary>
    private static List<int> Texts(byte[] body)
    {
        var places = new List<int>();
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                places.Add((int)reader.TokenStartIndex + 1);
        }

        return places;
    }
}
