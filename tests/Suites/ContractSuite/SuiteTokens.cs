namespace Partnero.Contracts.Testing.Tests;

/// <summary>Tokens that the suite replays, and the tests that look at it know.</summary>
internal static class SuiteTokens
{
    /// <summary>A delivery with three tags. Written anew when the schemas of the package change: a token holds for those that it was made with.</summary>
    public const string ThreeTags = "ptnfAFFZQF1yjEKwjAUBuD_5fVhrS2O3kEkmURwc3AWj1BroKA1oQlUcOrmIngdD6PXcHXR0W_-CD-v8JgZWVV9d-mndYw-LI0JtfPansvGH62uXGM6u6udOwTjyzaebOuQXO-b-TPFPzT-Vl21tox2DyxwW5NSRGAGOGEoGRClShVQIFBOEEY-5AmTFNlbZJRthUAf";
}
