namespace Partnero.Contracts.Testing.Tests;

/// <summary>Tokens that the suite replays, and the tests that look at it know.</summary>
internal static class SuiteTokens
{
    /// <summary>A delivery with three tags. Written again when the schemas of the package change: a token holds for those that it was made with.</summary>
    public const string ThreeTags = "ptnegNjyAJjZIABjqYVJUGt2wNPfHpZqpVRUlJQbKWvX5yRX6CXWpGYW5CTqpecn6tfnpqUkZ-fXaxfkFhUkpdalM_A0jHB3_QuBwMeIMMMZTACIQMcQwAA";
}
