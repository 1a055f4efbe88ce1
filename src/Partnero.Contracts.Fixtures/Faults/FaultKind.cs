namespace Partnero.Contracts.Testing;

/// <summary>What a fault is in.</summary>
public enum FaultKind
{
    /// <summary>The signature, or what is signed.</summary>
    Signature,

    /// <summary>The payload: one constraint of the schema is broken. It is signed as it is.</summary>
    Payload,

    /// <summary>The bytes: they are no JSON, or JSON that readers differ on. They are signed as they are.</summary>
    Bytes,
}
