
namespace Partnero.Contracts.Testing.Php;

/// <summary>A value that PHP's <c>json_encode</c> refuses, by answering false: there is no delivery of it.</summary>
internal sealed class PhpJsonException : ArgumentException
{
    internal PhpJsonException(PhpJsonError error, string pointer)
        : base($"PHP refuses {(pointer.Length == 0 ? "the value" : "the value at " + pointer)}: {Words(error)}.")
    {
        Error = error;
        Pointer = pointer;
    }

    internal PhpJsonError Error { get; }

    /// <summary>Where: an RFC 6901 JSON pointer, empty for the value itself; of a value that is nested too deep, that of the first array that is.</summary>
    public string Pointer { get; }

    private static string Words(PhpJsonError error) => error switch
    {
        PhpJsonError.Depth => $"it is nested deeper than {PhpJson.MaxDepth} levels",
        PhpJsonError.Utf8 => "a string or a name is not valid UTF-8",
        _ => "a float is infinite or NaN",
    };
}

/// <summary>Why PHP refuses a value; the numbers are those of <c>json_last_error</c>.</summary>
internal enum PhpJsonError
{
    /// <summary><c>JSON_ERROR_DEPTH</c>.</summary>
    Depth = 1,

    /// <summary><c>JSON_ERROR_UTF8</c>.</summary>
    Utf8 = 5,

    /// <summary><c>JSON_ERROR_INF_OR_NAN</c>.</summary>
    InfOrNan = 7,
}
