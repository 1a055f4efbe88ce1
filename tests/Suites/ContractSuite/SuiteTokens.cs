namespace Partnero.Contracts.Testing.Tests;

/// <summary>Tokens that the suite replays, and the tests that look at it know.</summary>
internal static class SuiteTokens
{
    /// <summary>A delivery with three tags. Written again when the schemas of the package change: a token holds for those that it was made with.</summary>
    public const string ThreeTags = "ptn07KMtgZjZICB7JTWCY__nXoWwHlqj1ZGSUlBsZW-fnFGfoFeakVibkFOql5yfq5-eWpSRn5-drF-QWJRSV5qUT4DS8cEf9O7HAx4wQd7RgZGfqgeveSi1MSS1BQGBjWGsxNUGRhYGBk4-ZkZGViYmJgYgArFmBiYgJhZmIGZkZmRiZmZAQA";
}
