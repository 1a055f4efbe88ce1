namespace Partnero.Contracts.Testing.Fixtures;

/// <summary>Which of the fields that may be absent are there.</summary>
internal enum OptionalFields
{
    Some,
    All,
    None,
}
