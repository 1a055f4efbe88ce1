namespace Consumer.Webhooks;

/// <summary>One event that was applied, with what it said. Null where it said nothing.</summary>
internal sealed record AppliedEvent
{
    /// <summary>The name of the event, such as <c>partner.created</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The id of the entity; the key of a transaction, and of what came without an id.</summary>
    public required string? EntityId { get; init; }

    /// <summary>The first name.</summary>
    public string? Name { get; init; }

    /// <summary>The last name.</summary>
    public string? Surname { get; init; }

    /// <summary>The address.</summary>
    public string? Email { get; init; }

    /// <summary>The amount, exact.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The currency of the amount, such as <c>EUR</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>The status of the entity.</summary>
    public string? Status { get; init; }
}
