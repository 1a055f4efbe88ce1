using System.Text;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>Splits a command into its words, as a POSIX shell does, and without one: quotes of both kinds and backslashes, no variables and no patterns.</summary>
internal static class CommandWords
{
    /// <exception cref="FormatException">A quote is not closed, or there is no word at all.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'':
                    i = Quoted(text, i, word ??= new StringBuilder(), escapes: "");
                    break;
                case '"':
                    i = Quoted(text, i, word ??= new StringBuilder(), escapes: "\"\\");
                    break;
                case '\\' when i + 1 < text.Length:
                    (word ??= new StringBuilder()).Append(text[++i]);
                    break;
                case var blank when char.IsWhiteSpace(blank):
                    End();
                    break;
                case var other:
                    (word ??= new StringBuilder()).Append(other);
                    break;
            }
        }

        End();
        return words.Count > 0 && words[0].Length > 0 ? words : throw new FormatException("names no program");

        void End()
        {
            if (word is not null)
                words.Add(word.ToString());
            word = null;
        }
    }

    /// <returns>Where the quote ends.</returns>
    private static int Quoted(string text, int start, StringBuilder word, string escapes)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == text[start])
                return i;
            if (text[i] == '\\' && i + 1 < text.Length && escapes.Contains(text[i + 1]))
                i++;
            word.Append(text[i]);
        }

        throw new FormatException($"has a {text[start]} that is not closed");
    }
}
