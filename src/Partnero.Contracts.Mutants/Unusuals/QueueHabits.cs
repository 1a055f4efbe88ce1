namespace Partnero.Contracts.Mutants.Unusuals;

/// <summary>How a worker behind a queue works. As it stands, it is sound.</summary>
internal sealed record QueueHabits
{
    /// <summary>Whether it goes on, after a start, with what is stored and not applied.</summary>
    public bool TakesUpWhatIsLeft { get; init; } = true;

    /// <summary>Whether it applies what is in the inbox no more.</summary>
    public bool HasInbox { get; init; } = true;

    /// <summary>Whether it drops what fails.</summary>
    public bool ForgetsFailures { get; init; }

    /// <summary>Whether it tries the first in the queue until that succeeds, and no other meanwhile.</summary>
    public bool WaitsForTheFirst { get; init; }

    /// <summary>How long it waits for more before it works on the last in the queue.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>How long after it was stored each is worked on.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How often it looks for what was stored; at once where zero.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How many it receives at once. What comes beyond is acknowledged, and dropped.</summary>
    public int Room { get; init; } = int.MaxValue;
}
