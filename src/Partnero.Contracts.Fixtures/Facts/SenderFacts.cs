using System.Globalization;

namespace Partnero.Contracts.Testing.Facts;

/// <summary>What a sender of webhooks does: all that the two floors know of it, apart from the schemas of its events.</summary>
/// <remarks>Immutable. <see cref="PartneroFacts"/> holds those of Partnero.</remarks>
internal sealed record SenderFacts
{
    /// <summary>Where the facts are from, as clauses name it at the beginning of a sentence.</summary>
    public required string Guide { get; init; }

    /// <summary>How a delivery is signed.</summary>
    public required SigningScheme Signing { get; init; }

    /// <summary>What the fields of a body are called, around the payload.</summary>
    public required EnvelopeNames Envelope { get; init; }

    /// <summary>What the names of events say.</summary>
    public required EventGrammar Events { get; init; }

    /// <summary>How long the sender waits between its attempts.</summary>
    public required IReadOnlyList<TimeSpan> Waits { get; init; }

    /// <summary>How long it waits for an answer.</summary>
    public required TimeSpan AnswerTimeout { get; init; }

    /// <summary>The headers of every delivery besides those of its signature.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> TransportHeaders { get; init; }

    /// <summary>The same headers after an update of the sender: nothing that a consumer may rely on.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> OtherTransportHeaders { get; init; }

    /// <summary>A header that earlier editions of the guide named, and that consumers may still look for; null if absent.</summary>
    public string? OldSignatureHeader { get; init; }

    /// <summary>A header with the time of sending, in seconds since 1970, that may come and is not signed; null where none may.</summary>
    public string? UnsignedTimestampHeader { get; init; }

    /// <summary>Two events that it sends.</summary>
    public required (string One, string Other) SomeEvents { get; init; }

    /// <summary>How many attempts there are in all.</summary>
    public int Attempts => Waits.Count + 1;

    /// <summary>When each retry comes, from the first attempt on.</summary>
    public IReadOnlyList<TimeSpan> RetryTimes => [.. Waits.Select((_, count) => Waits.Take(count + 1).Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait))];

    /// <summary>The attempts in all, in a word such as <c>five</c>.</summary>
    public string AttemptsInWords => InWords(Attempts);

    /// <summary>The retries, in a word such as <c>four</c>.</summary>
    public string RetriesInWords => InWords(Waits.Count);

    /// <summary>The last attempt, such as <c>fifth</c>.</summary>
    public string LastInWords => Attempts switch { 2 => "second", 3 => "third", 4 => "fourth", 5 => "fifth", 6 => "sixth", 7 => "seventh", 8 => "eighth", 9 => "ninth", _ => $"{Attempts}th" };

    /// <summary>From the first attempt to the last, such as <c>2 h 36 min</c>.</summary>
    public string TriedFor => Describe(RetryTimes[^1]);

    /// <summary>When each retry comes, such as <c>1 min, 6 min, 36 min and 2 h 36 min</c>.</summary>
    public string RetryTimesInWords => $"{string.Join(", ", RetryTimes.SkipLast(1).Select(Describe))} and {TriedFor}";

    /// <summary>How long an answer is waited for, such as <c>5 seconds</c>.</summary>
    public string AnswerWithinInWords => string.Create(CultureInfo.InvariantCulture, $"{AnswerTimeout.TotalSeconds:0.#} seconds");

    private static string InWords(int count) => count switch { 1 => "one", 2 => "two", 3 => "three", 4 => "four", 5 => "five", 6 => "six", 7 => "seven", 8 => "eight", 9 => "nine", _ => count.ToString(CultureInfo.InvariantCulture) };

    private static string Describe(TimeSpan time)
    {
        var parts = new[] { ((int)time.TotalHours, "h"), (time.Minutes, "min"), (time.Seconds, "s") }.Where(part => part.Item1 > 0);
        return string.Join(' ', parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}")));
    }
}
