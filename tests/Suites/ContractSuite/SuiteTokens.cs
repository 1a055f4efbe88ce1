namespace Partnero.Contracts.Testing.Tests;

/// <summary>Tokens that the suite replays, and the tests that look at it know.</summary>
internal static class SuiteTokens
{
    /// <summary>A delivery with three tags. Written again when the schemas of the package change: a token holds for those that it was made with.</summary>
    public const string ThreeTags = "ptnWwWoVAJjZIABjqYVJUGt2wP_FzWpamWUlBQUW-nrF2fkF-ilViTmFuSk6iXn5-qXpyZl5OdnF-sXJBaV5KUW5TOwdEzwN73LwYAHyDBDGYxAyADHEAAA";
}
