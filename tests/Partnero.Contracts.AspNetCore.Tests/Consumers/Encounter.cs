namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Where a test and a handler meet, so that neither has to guess how long the other takes.</summary>
internal sealed class Encounter
{
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
