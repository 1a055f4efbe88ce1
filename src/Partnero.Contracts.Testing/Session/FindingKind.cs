namespace Partnero.Contracts.Testing.Session;

internal enum FindingKind
{
    Kept,
    Broken,
    NotExercised,
}
