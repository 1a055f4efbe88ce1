using System.Text;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>What a probe answered.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="CharacterSet">The character set that the answer names; null where it names none.</param>
internal sealed record ProbeAnswer(byte[] Body, string? CharacterSet)
{
    /// <summary>Whether it says that there is nothing of what it was asked for.</summary>
    public bool IsNotFound { get; init; }

    /// <summary>Whether a command printed it.</summary>
    public bool IsPrinted { get; init; }

    /// <summary>The body as text.</summary>
    /// <exception cref="ProbeException">The character set is not known.</exception>
    public string Text(string probe)
    {
        try
        {
            var encoding = CharacterSet is null or "utf8" ? Encoding.UTF8 : Encoding.GetEncoding(CharacterSet);
            return encoding.GetString(Body).TrimStart('\uFEFF');
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ProbeException($"{probe} answered in the character set '{CharacterSet}', which is not known. It must answer JSON in UTF-8.");
        }
    }

    /// <summary>The beginning of a text, for messages.</summary>
    public static string Beginning(string text) => (text.Length > 60 ? text[..60] + "…" : text).ReplaceLineEndings(" ");
}
