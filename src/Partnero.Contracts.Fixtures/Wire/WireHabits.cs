namespace Partnero.Contracts.Testing.Wire;

/// <summary>What may differ between senders and proxies below the request itself, and says nothing of the delivery.</summary>
internal sealed record WireHabits
{
    /// <summary>In how many parts the body is written, a moment apart.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>Whether the connection is that of the delivery before.</summary>
    public bool KeepsConnection { get; init; }

    /// <summary>Whether the headers ask for leave to send the body.</summary>
    public bool ExpectsContinue { get; init; }
}
