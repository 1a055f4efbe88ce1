using System.Buffers;
using System.Globalization;
using System.Text;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>Writes trees: as PHP does, or with other blanks and escapes, which say the same.</summary>
internal sealed class JsonStyle
{
    private static readonly string[] Blanks = ["", "", " ", "\n", "\t", "\r\n", "  "];

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Chooses blanks and escapes; null writes as PHP does.</summary>
    public Random? Choices { get; init; }

    public byte[] Write(JsonTree tree)
    {
        _bytes.ResetWrittenCount();
        Blank();
        WriteValue(tree);
        Blank();
        return _bytes.WrittenSpan.ToArray();
    }

    private void WriteValue(JsonTree tree)
    {
        switch (tree.Kind)
        {
            case JsonTreeKind.String:
                WriteText(tree.Text);
                return;
            case JsonTreeKind.Literal:
                Put(tree.Text);
                return;
        }

        var isObject = tree.Kind == JsonTreeKind.Object;
        Put(isObject ? "{" : "[");
        var isFirst = true;
        foreach (var (name, value) in tree.Members)
        {
            if (!isFirst)
                Put(",");
            isFirst = false;
            Blank();
            if (isObject)
            {
                WriteText(name);
                Blank();
                Put(":");
                Blank();
            }

            WriteValue(value);
            Blank();
        }

        Put(isObject ? "}" : "]");
    }

    private void WriteText(string text)
    {
        Put("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var isPair = char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (!MustEscape(letter, isPair) && !WantsEscape(letter))
            {
                Encoding.UTF8.GetBytes(text.AsSpan(i, isPair ? 2 : 1), _bytes);
                i += isPair ? 1 : 0;
                continue;
            }

            Escape(letter);
            if (isPair)
                Escape(text[++i]);
        }

        Put("\"");
    }

    // Half of a pair has no bytes of its own.
    private static bool MustEscape(char letter, bool isPair) => letter is '"' or '\\' or < ' ' || (char.IsSurrogate(letter) && !isPair);

    private bool WantsEscape(char letter) => Choices is null ? letter is '/' or > '~' : Choices.Next(8) == 0;

    private void Escape(char letter)
    {
        if (letter is '"' or '\\' or '/' && Choices?.Next(2) is not 0)
            Put("\\" + letter);
        else
            Put("\\u" + ((int)letter).ToString(Choices?.Next(2) is 0 ? "X4" : "x4", CultureInfo.InvariantCulture));
    }

    private void Blank()
    {
        if (Choices is not null)
            Put(Blanks[Choices.Next(Blanks.Length)]);
    }

    private void Put(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
