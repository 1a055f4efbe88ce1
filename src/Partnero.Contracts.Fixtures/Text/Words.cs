namespace Partnero.Contracts.Testing.Text;

/// <summary>Numbers in words.</summary>
internal static class Words
{
    private const int MaxLength = 200;

    /// <summary>The beginning of a text that a consumer made.</summary>
    public static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";

    public static string Effects(int count) => count switch
    {
        0 => "no effect",
        1 => "1 effect",
        _ => $"{count} effects",
    };
}
