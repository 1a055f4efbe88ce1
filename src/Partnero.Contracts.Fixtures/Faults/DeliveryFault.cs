namespace Partnero.Contracts.Testing.Faults;

/// <summary>The one thing that is wrong with a delivery.</summary>
internal sealed record DeliveryFault
{
    internal DeliveryFault(FaultKind kind, string id, string what, ExpectedAnswer expected)
    {
        Kind = kind;
        Id = id;
        What = what;
        Expected = expected;
    }

    /// <summary>What it is wrong with.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>What tells it from others: the signature fault's or the byte fault's id; of a payload, keyword and place in the schema.</summary>
    public string Id { get; init; }

    /// <summary>What was done, in words.</summary>
    public string What { get; init; }

    /// <summary>What a sound consumer does with it.</summary>
    public ExpectedAnswer Expected { get; init; }

    /// <summary>Of a payload: where, as a JSON pointer into the body; for a property that is missing or too many, that of its object.</summary>
    public string? Pointer { get; init; }

    /// <summary>Of a payload: the keyword of the schema that is broken.</summary>
    public string? Keyword { get; init; }

    /// <inheritdoc/>
    public override string ToString() => What;
}

/// <summary>What a sound consumer does with a delivery.</summary>
internal enum ExpectedAnswer
{
    /// <summary>It refuses it, and it takes no effect: nobody who knows the secret signed it.</summary>
    Refused,

    /// <summary>It does not fail, and goes on with the next: whether it takes it is its own affair.</summary>
    Survived,

    /// <summary>It accepts it like any other: it is valid, and only a consumer with a defect stumbles over it.</summary>
    Accepted,
}
