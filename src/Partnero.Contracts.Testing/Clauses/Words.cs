namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Numbers in words.</summary>
internal static class Words
{
    public static string Effects(int count) => count switch
    {
        0 => "no effect",
        1 => "1 effect",
        _ => $"{count} effects",
    };
}
