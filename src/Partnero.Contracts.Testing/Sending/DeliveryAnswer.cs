using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing;

/// <summary>How a consumer answered a delivery.</summary>
public sealed record DeliveryAnswer
{
    internal DeliveryAnswer(int? status, TimeSpan latency, string? failure = null)
    {
        Status = status;
        Latency = latency;
        Failure = failure;
    }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>From the first byte sent to the end of the answer's headers.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Why no answer came, in words; null where one did.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the sender counts the delivery as received: any 2xx.</summary>
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>Whether the consumer asks to be tried later: 429 or 503.</summary>
    public bool IsLater => Status is 429 or 503;

    /// <summary>Whether a proxy may have said that it finds no consumer: 502 or 504.</summary>
    internal bool IsOfGateway => Status is 502 or 504;

    /// <summary>Whether the consumer failed rather than refused: 5xx, or no answer.</summary>
    public bool IsCrash => Status is null or >= 500;

    /// <summary>Where a redirect leads; null if absent.</summary>
    public string? Location { get; init; }

    /// <summary>The answer's headers and the beginning of its body.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether the consumer sends the sender elsewhere: any 3xx.</summary>
    public bool IsRedirect => Status is >= 300 and < 400;

    /// <summary>Whether the sender gave up waiting.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>Whether the connection gave no HTTP answer: it could not be made, it broke off, or what came is not HTTP.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>The answer in words, such as <c>401 after 3 ms</c>; of none that came in time, how long it was waited for.</summary>
    public override string ToString() => IsTimeout ? VisibleText.Of(Failure ?? "")
        : $"{(Status is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : VisibleText.Of(Failure ?? ""))} after {Latency.TotalMilliseconds:0} ms";
}
