namespace Partnero.Contracts.Testing.Tests;

/// <summary>Tokens that the suite replays, and the tests that look at it know.</summary>
internal static class SuiteTokens
{
    /// <summary>A delivery with three tags. Written again when the schemas of the package change: a token holds for those that it was made with.</summary>
    public const string ThreeTags = "ptndgY7hgRjZICB7JTWCY__nXr2Yca0bVoZJSUFxVb6-sUZ-QV6qRWJuQU5qXrJ-bn65alJGfn52cX6BYlFJXmpRfkMLB0T_E3vcjDgAoz8UKV6yUWpiSWpKQwMagxnJ6gyMLAwMnDyMzMysDAxMTEwMjCKMTEwATGzMAMzIzMjEzMzAwA";
}
