using System.Globalization;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>How many effects one event of one entity must have once all is delivered.</summary>
internal sealed record ExpectedEffect
{
    internal ExpectedEffect(string eventName, string entityId, int atLeast, int atMost)
    {
        Event = eventName;
        EntityId = entityId;
        AtLeast = atLeast;
        AtMost = atMost;
    }

    /// <summary>The event's name.</summary>
    public string Event { get; init; }

    /// <summary>The entity.</summary>
    public string EntityId { get; init; }

    /// <summary>No fewer; fewer than <see cref="AtMost"/> where a consumer may ignore what comes too late.</summary>
    public int AtLeast { get; init; }

    /// <summary>No more.</summary>
    public int AtMost { get; init; }

    /// <summary>Whether so many effects are right.</summary>
    public bool Allows(int effects) => effects >= AtLeast && effects <= AtMost;

    /// <summary>A sentence about another number of effects.</summary>
    public string Unlike(int effects) => $"Expected {this}, and saw {effects}.";

    /// <inheritdoc/>
    public override string ToString() => $"{(AtLeast == AtMost ? AtLeast.ToString(CultureInfo.InvariantCulture) : $"{AtLeast} to {AtMost}")} of {Event} of {EntityId}";
}
