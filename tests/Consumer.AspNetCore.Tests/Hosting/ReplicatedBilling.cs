namespace Consumer.Tests.Hosting;

/// <summary>The service, and another that works on the same database.</summary>
public sealed class ReplicatedBilling : RunningBilling
{
    /// <inheritdoc/>
    protected override bool HasReplica => true;
}
