using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Variations;

/// <summary>A payload that comes back.</summary>
internal static class SamePayload
{
    /// <summary>What an entity was before, changed at another time.</summary>
    public static PhpArray Again(PhpArray before, PhpArray now) =>
        before["updated_at"] is null ? before : before.With("updated_at", now["updated_at"] ?? PhpValue.Null);
}
