namespace Partnero.Contracts.TestSupport;

/// <summary>Some tests take a part of what they could take, so that a run of all is one that people wait for.</summary>
internal static class EveryTest
{
    /// <summary>Whether they are to take all of it: <c>PARTNERO_TESTS=all</c>.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable("PARTNERO_TESTS") == "all";
}
