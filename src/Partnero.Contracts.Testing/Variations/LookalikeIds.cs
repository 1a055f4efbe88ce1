namespace Partnero.Contracts.Testing.Variations;

/// <summary>Ids of different entities that a careless comparison takes for one.</summary>
internal static class LookalikeIds
{
    /// <summary>Alike as numbers.</summary>
    /// <param name="digits">Digits that no other entity has: nine of them.</param>
    public static IReadOnlyList<string> Numbers(string digits) =>
        [digits, "0" + digits, "00" + digits, digits + ".0", "+" + digits, $"{digits}e3", $"{digits}000", $"90071992547409{digits[..6]}1", $"90071992547409{digits[..6]}2"];

    /// <summary>Alike where case, blanks or Unicode composition count for nothing.</summary>
    /// <param name="digits">Digits that no other entity has.</param>
    public static IReadOnlyList<string> Texts(string digits) =>
        [$"id-{digits}", $"ID-{digits}", $"id-{digits} ", $" id-{digits}", $"caf\u00e9-{digits}", $"cafe\u0301-{digits}"];
}
