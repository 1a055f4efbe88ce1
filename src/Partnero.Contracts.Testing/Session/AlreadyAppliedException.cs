using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Session;

/// <summary>A replay was started against a consumer that has seen its deliveries before: to it, they are duplicates.</summary>
internal sealed class AlreadyAppliedException : ContractUndecidedException
{
    internal AlreadyAppliedException(string eventName, string entityId)
        : base(VisibleText.Of($"The consumer has already applied {eventName} of {entityId}, and a replay sends the same deliveries again. Start the consumer with an empty store; or check it with the seed of the report, which draws the same payloads about other entities."))
    {
    }
}
