using System.Buffers.Text;

namespace Partnero.Contracts.Testing.Php;

/// <summary>One run of <c>json_encode</c>: the output, the flags, and the error that PHP would remember.</summary>
internal ref struct PhpJsonEncoder(ByteBuffer output, PhpJsonFlags flags)
{
    private const int Indent = 4;

    private readonly bool _isPartial = (flags & PhpJsonFlags.PartialOutputOnError) != 0;
    private readonly bool _isPretty = (flags & PhpJsonFlags.PrettyPrint) != 0;
    private int _depth;
    private List<string>? _path;

    /// <summary>The error, if there was one. Only with partial output does anything stand after it.</summary>
    public PhpJsonError? Error { get; private set; }

    /// <summary>Where the error is, as a JSON pointer.</summary>
    public readonly string Pointer => _path is null ? "" : string.Concat(_path.AsEnumerable().Reverse());

    /// <returns>Whether the value was written as it is.</returns>
    public bool Write(PhpValue value)
    {
        switch (value)
        {
            case PhpString text:
                return WriteString(text.Bytes.Span, flags);
            case PhpArray array:
                var isList = (flags & PhpJsonFlags.ForceObject) == 0 && array.IsList;
                return isList ? WriteList(array.Entries) : WriteObject(array.Entries, skipsPrivate: false);
            case PhpObject @object:
                return WriteObject(@object.Entries, skipsPrivate: true);
            case PhpFloat number when !double.IsFinite(number.Value):
                output.Append((byte)'0');
                return Fail(PhpJsonError.InfOrNan);
            case PhpFloat number:
                PhpFloatFormat.Write(output, number.Value, (flags & PhpJsonFlags.PreserveZeroFraction) != 0);
                return true;
            case PhpInteger integer:
                WriteInteger(integer.Value);
                return true;
            case PhpBoolean boolean:
                output.Append(boolean.Value ? "true"u8 : "false"u8);
                return true;
            default:
                output.Append("null"u8);
                return true;
        }
    }

    private bool WriteList(ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> entries)
    {
        output.Append((byte)'[');
        _depth++;
        for (var i = 0; i < entries.Length; i++)
        {
            Separate(i > 0);
            if (!Write(entries[i].Value) && !GoesOn(entries[i].Key))
                return false;
        }

        return Close((byte)']', entries.Length > 0);
    }

    /// <param name="entries">Names and values.</param>
    /// <param name="skipsPrivate">A name that begins with NUL is how PHP marks private properties of objects: they are left out.</param>
    private bool WriteObject(ReadOnlySpan<KeyValuePair<PhpKey, PhpValue>> entries, bool skipsPrivate)
    {
        output.Append((byte)'{');
        _depth++;
        var hasAny = false;
        foreach (ref readonly var entry in entries)
        {
            if (skipsPrivate && entry.Key.Bytes is [0, ..])
                continue;
            Separate(hasAny);
            hasAny = true;
            WriteName(in entry);
            output.Append((byte)':');
            if (_isPretty)
                output.Append((byte)' ');
            if ((Error is not null && !_isPartial) || (!Write(entry.Value) && !GoesOn(entry.Key)))
                return false;
        }

        return Close((byte)'}', hasAny);
    }

    private void WriteName(ref readonly KeyValuePair<PhpKey, PhpValue> entry)
    {
        if (entry.Key.IsInteger)
        {
            output.Append((byte)'"');
            WriteInteger(entry.Key.Number);
            output.Append((byte)'"');
        }
        else if (!WriteString(entry.Key.Bytes, flags & ~PhpJsonFlags.NumericCheck) && _isPartial)
        {
            output.Truncate(output.Length - "null".Length);
            output.Append("\"\""u8);
        }
    }

    /// <summary>PHP looks at the depth after the entries, so that an error within them comes first.</summary>
    private bool Close(byte bracket, bool hasAny)
    {
        var isTooDeep = _depth > PhpJson.MaxDepth;
        if (isTooDeep)
        {
            Fail(PhpJsonError.Depth);
            if (!_isPartial)
                return false;
        }

        _depth--;
        if (hasAny)
            BreakLine();
        output.Append(bracket);
        return true;
    }

    private bool WriteString(ReadOnlySpan<byte> text, PhpJsonFlags how)
    {
        if (PhpStringFormat.Write(output, text, how))
            return true;
        if (_isPartial)
            output.Append("null"u8);
        return Fail(PhpJsonError.Utf8);
    }

    private readonly void WriteInteger(long value)
    {
        Utf8Formatter.TryFormat(value, output.Reserve(20), out var written);
        output.Advance(written);
    }

    private readonly void Separate(bool hasEarlier)
    {
        if (hasEarlier)
            output.Append((byte)',');
        BreakLine();
    }

    private readonly void BreakLine()
    {
        if (!_isPretty)
            return;
        output.Append((byte)'\n');
        output.Reserve(_depth * Indent)[..(_depth * Indent)].Fill((byte)' ');
        output.Advance(_depth * Indent);
    }

    private bool Fail(PhpJsonError error)
    {
        Error = error;
        return false;
    }

    /// <summary>Notes where an error came from, on the way out of it.</summary>
    private bool GoesOn(PhpKey key)
    {
        if (_isPartial)
            return true;
        (_path ??= []).Add("/" + key.ToString().Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return false;
    }
}
