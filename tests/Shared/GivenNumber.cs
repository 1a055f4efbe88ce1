using System.Globalization;

namespace Partnero.Contracts.TestSupport;

/// <summary>Numbers that whoever runs the tests may give, such as a seed.</summary>
internal static class GivenNumber
{
    /// <summary>The seed that was given, or any.</summary>
    public static int Seed { get; } = Of("PARTNERO_TEST_SEED") ?? Random.Shared.Next();

    public static int? Of(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
