namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>Writes each unreadable delivery to the journal, and takes it for stored there.</summary>
internal sealed class StoreUnreadable(Journal journal) : KeepUnreadable(journal)
{
    protected override UnreadableOutcome Outcome => UnreadableOutcome.Stored;
}
