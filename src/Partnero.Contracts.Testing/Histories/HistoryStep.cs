namespace Partnero.Contracts.Testing.Histories;

/// <summary>What happens at one step of a history.</summary>
internal enum HistoryStepKind
{
    /// <summary>An attempt, or several at the same moment: the first of an event, or one more of it.</summary>
    Deliver,

    /// <summary>An attempt of which the connection ends before there is an answer.</summary>
    HangUp,

    /// <summary>Somebody else sends an event that he has not signed.</summary>
    Forge,

    /// <summary>The consumer's process ends and starts again.</summary>
    Restart,

    /// <summary>Time passes.</summary>
    Wait,
}

/// <summary>One step of a history.</summary>
internal sealed record HistoryStep(HistoryStepKind Kind)
{
    /// <summary>What is sent, at the same moment where there are several.</summary>
    public IReadOnlyList<HistoryEvent> Events { get; init; } = [];

    /// <summary>Where the consumer is asked to fail before the first of them is sent; null where it is not.</summary>
    public FailurePoint? FailsAt { get; init; }

    /// <summary>How often it is to fail.</summary>
    public int Failures { get; init; }

    /// <summary>Whether it has the headers of another attempt than the first.</summary>
    public bool HasOtherHeaders { get; init; }

    /// <summary>What is sent in the place of the event, by somebody who does not know the secret.</summary>
    public WebhookDelivery? Forgery { get; init; }

    /// <summary>How much time passes.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>When the connection ends, in hundredths of the time that this consumer takes for an answer.</summary>
    public int Hundredths { get; init; }
}
