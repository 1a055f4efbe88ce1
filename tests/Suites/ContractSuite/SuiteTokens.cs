namespace Partnero.Contracts.Testing.Tests;

/// <summary>Tokens that the suite replays, and the tests that look at it know.</summary>
internal static class SuiteTokens
{
    /// <summary>A delivery with three tags. Written again when the schemas of the package change: a token holds for those that it was made with.</summary>
    public const string ThreeTags = "ptnQQA-zgNjZIAB7qfSpfcnzH4q-_7MSq2MkpKCYit9_eKM_AK91IrE3IKcVL3k_Fz98tSkjPz87GL9gsSikrzUonwGlo4J_qZ3ORhwAUZ-qFK95KLUxJLUFAYGWYYV_6UYWSDSQMgqCCTFGRmY-YF8RiYmAA";
}
