using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Partnero.Contracts.Generator.Parsing.Json;

/// <summary>Reads JSON (RFC 8259) and keeps the place of every value, so that each diagnostic can point at one.</summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 128;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonParser(string text) => _text = text;

    /// <exception cref="JsonSyntaxException">The text is not JSON.</exception>
    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        parser.SkipBlanks();
        var value = parser.ReadValue();
        parser.SkipBlanks();
        return parser._at == text.Length ? value : throw parser.Error("The document has ended, and more follows");
    }

    private JsonValue ReadValue()
    {
        if (_at >= _text.Length)
            throw Error("The document breaks off where a value should stand");
        if (_depth == MaxDepth)
            throw Error($"Values are nested deeper than {MaxDepth} levels");
        _depth++;
        JsonValue value = _text[_at] switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => ReadString(),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            't' => ReadWord("true", span => new JsonBoolean(span, true)),
            'f' => ReadWord("false", span => new JsonBoolean(span, false)),
            'n' => ReadWord("null", span => new JsonNull(span)),
            _ => throw Error("A value should stand here: an object, a list, a string in double quotes, a number, true, false or null"),
        };
        _depth--;
        return value;
    }

    private JsonObject ReadObject()
    {
        var start = _at++;
        var members = new List<JsonMember>();
        var names = new HashSet<string>();
        SkipBlanks();
        while (!Take('}'))
        {
            if (members.Count > 0)
                Expect(',', "A comma or a closing brace should stand here");
            SkipBlanks();
            if (Current != '"')
                throw Error("A name in double quotes should stand here");
            var name = ReadString();
            if (!names.Add(name.Value))
                throw new JsonSyntaxException($"The name '{name.Value}' stands twice in one object", name.Span);
            SkipBlanks();
            Expect(':', "A colon should stand between a name and its value");
            SkipBlanks();
            members.Add(new JsonMember(name.Value, name.Span, ReadValue()));
            SkipBlanks();
        }

        return new JsonObject(TextSpan.FromBounds(start, _at), members);
    }

    private JsonArray ReadArray()
    {
        var start = _at++;
        var items = new List<JsonValue>();
        SkipBlanks();
        while (!Take(']'))
        {
            if (items.Count > 0)
                Expect(',', "A comma or a closing bracket should stand here");
            SkipBlanks();
            items.Add(ReadValue());
            SkipBlanks();
        }

        return new JsonArray(TextSpan.FromBounds(start, _at), items);
    }

    private JsonString ReadString()
    {
        var start = _at++;
        var value = new StringBuilder();
        while (true)
        {
            switch (Current)
            {
                case '"':
                    _at++;
                    return Text(TextSpan.FromBounds(start, _at), value.ToString());
                case '\\':
                    _at++;
                    value.Append(ReadEscape());
                    break;
                case < ' ':
                    throw Error(_at >= _text.Length ? "The document breaks off within a string" : "A control character must be escaped within a string");
                default:
                    value.Append(_text[_at++]);
                    break;
            }
        }
    }

    /// <summary>Half of a surrogate pair is no character: neither C# nor UTF-8 could write it.</summary>
    private static JsonString Text(TextSpan span, string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogatePair(value, i))
                i++;
            else if (char.IsSurrogate(value[i]))
                throw new JsonSyntaxException("The string holds half of a surrogate pair, which is no character", span);
        }

        return new JsonString(span, value);
    }

    private char ReadEscape()
    {
        var escape = Current;
        _at++;
        switch (escape)
        {
            case '"' or '\\' or '/':
                return escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                _at--;
                throw Error("This is no escape that JSON knows");
        }
    }

    private JsonNumber ReadNumber()
    {
        var start = _at;
        Take('-');
        if (!Take('0'))
            ReadDigits();
        if (Take('.'))
            ReadDigits();
        if (Take('e') || Take('E'))
        {
            if (!Take('+'))
                Take('-');
            ReadDigits();
        }

        return new JsonNumber(TextSpan.FromBounds(start, _at), _text.Substring(start, _at - start));
    }

    private void ReadDigits()
    {
        if (Current is not (>= '0' and <= '9'))
            throw Error("A digit should stand here");
        while (Current is >= '0' and <= '9')
            _at++;
    }

    private JsonValue ReadWord(string word, System.Func<TextSpan, JsonValue> create)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            throw Error($"Only '{word}' can begin like this");
        _at += word.Length;
        return create(TextSpan.FromBounds(_at - word.Length, _at));
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
            _at++;
    }

    private bool Take(char expected)
    {
        if (Current != expected || _at >= _text.Length)
            return false;
        _at++;
        return true;
    }

    private void Expect(char expected, string otherwise)
    {
        if (!Take(expected))
            throw Error(otherwise);
    }

    private JsonSyntaxException Error(string message) =>
        new(message, _at < _text.Length ? new TextSpan(_at, 1) : new TextSpan(_text.Length, 0));
}
