namespace Partnero.Contracts.Testing.Tests;

/// <summary>Tokens that the suite replays, and the tests that look at it know.</summary>
internal static class SuiteTokens
{
    /// <summary>A delivery with three tags. Written again when the schemas of the package change: a token holds for those that it was made with.</summary>
    public const string ThreeTags = "ptnpTV8fgRjZICB7JTWCY__nXq2375aQSujpKSg2Epfvzgjv0AvtSIxtyAnVS85P1e_PDUpIz8_u1i_ILGoJC-1KJ-BpWOCv-ldDgZcgJEfqlQvuSg1sSQ1hYFBjeHsBFUGBhZGBk5-ZkYGFiYmJgZGBkYxJgYmIGYWZmBmZGZkYmZmAAA";
}
