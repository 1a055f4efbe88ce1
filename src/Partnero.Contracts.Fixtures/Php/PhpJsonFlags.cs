namespace Partnero.Contracts.Testing.Php;

/// <summary>The flags of PHP's <c>json_encode</c>, with PHP's numbers. Partnero sends with none of them.</summary>
[Flags]
internal enum PhpJsonFlags
{
    /// <summary>PHP's defaults, which the sender uses.</summary>
    None = 0,

    /// <summary><c>JSON_HEX_TAG</c>: <c>&lt;</c> and <c>&gt;</c> as <c>\u003C</c> and <c>\u003E</c>.</summary>
    HexTag = 1,

    /// <summary><c>JSON_HEX_AMP</c>: <c>&amp;</c> as <c>\u0026</c>.</summary>
    HexAmp = 2,

    /// <summary><c>JSON_HEX_APOS</c>: <c>'</c> as <c>\u0027</c>.</summary>
    HexApos = 4,

    /// <summary><c>JSON_HEX_QUOT</c>: <c>"</c> as <c>\u0022</c>.</summary>
    HexQuot = 8,

    /// <summary><c>JSON_FORCE_OBJECT</c>: every array as an object, also a list and an empty one.</summary>
    ForceObject = 16,

    /// <summary><c>JSON_NUMERIC_CHECK</c>: a string that reads as a number as that number; names stay as they are.</summary>
    NumericCheck = 32,

    /// <summary><c>JSON_UNESCAPED_SLASHES</c>: <c>/</c> as it is.</summary>
    UnescapedSlashes = 64,

    /// <summary><c>JSON_PRETTY_PRINT</c>: an entry a line, four blanks a level.</summary>
    PrettyPrint = 128,

    /// <summary><c>JSON_UNESCAPED_UNICODE</c>: characters beyond ASCII as UTF-8, all but U+2028 and U+2029.</summary>
    UnescapedUnicode = 256,

    /// <summary><c>JSON_PARTIAL_OUTPUT_ON_ERROR</c>: what cannot be written is null, 0 or an empty name, and nothing is refused.</summary>
    PartialOutputOnError = 512,

    /// <summary><c>JSON_PRESERVE_ZERO_FRACTION</c>: the float 10.0 as <c>10.0</c>.</summary>
    PreserveZeroFraction = 1024,

    /// <summary><c>JSON_UNESCAPED_LINE_TERMINATORS</c>: with <see cref="UnescapedUnicode"/>, U+2028 and U+2029 as they are too.</summary>
    UnescapedLineTerminators = 2048,

    /// <summary><c>JSON_INVALID_UTF8_IGNORE</c>: bytes that are not UTF-8 are left out.</summary>
    InvalidUtf8Ignore = 1 << 20,

    /// <summary><c>JSON_INVALID_UTF8_SUBSTITUTE</c>: bytes that are not UTF-8 become U+FFFD; with <see cref="InvalidUtf8Ignore"/> too, that one wins.</summary>
    InvalidUtf8Substitute = 1 << 21,
}
