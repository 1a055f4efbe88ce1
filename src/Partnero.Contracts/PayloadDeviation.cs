using System.Text.Json;

namespace Partnero.Contracts;

/// <summary>A field of a payload that came with another type than its schema says: it is null, and what came is kept here.</summary>
/// <remarks>
/// A field whose schema says that it is an identity, a key, a reference or an amount of money never deviates: without it the payload
/// is unreadable (<see cref="PayloadException"/>). The wording names types and never a value. Names of a map are the sender's own, and stand in the
/// pointers as they came: what the package logs has <c>*</c> for them, so that it holds nobody's name or address.
/// </remarks>
public sealed record PayloadDeviation
{
    private readonly string _loggedPointer;

    internal PayloadDeviation((string Pointer, string Logged) field, (string Pointer, string Logged) cause, string expected, string actual, JsonElement value)
    {
        (Pointer, _loggedPointer) = field;
        (Cause, LoggedCause) = cause;
        Expected = expected;
        Actual = actual;
        Value = value;
    }

    /// <summary>The field that is null: a JSON pointer (RFC 6901) into the body, such as <c>/data/status</c>.</summary>
    public string Pointer { get; }

    /// <summary>
    /// The value that has another type or is missing; <see cref="Pointer"/> itself, or a part of it that cannot be null alone, such as an
    /// item of a list (<c>/data/tags/2</c>): then the whole is null.
    /// </summary>
    public string Cause { get; }

    /// <summary>What the value at <see cref="Cause"/> must be, in words such as <c>a string</c>.</summary>
    public string Expected { get; }

    /// <summary>What it is, in words such as <c>an object</c>, or <c>a string that is not</c> where only some strings are meant.</summary>
    public string Actual { get; }

    /// <summary>What came for the field, as it came: <see cref="JsonElement.GetRawText"/> is its JSON to the byte.</summary>
    public JsonElement Value { get; }

    /// <summary>The cause for a log: a name that no schema names is <c>*</c>.</summary>
    internal string LoggedCause { get; }

    /// <summary>Where and what, in a sentence without the value. The names in it are as they came, those of a map too.</summary>
    public override string ToString() => Sentence(Pointer, Cause);

    /// <summary>The same sentence for a log: a name that no schema names, such as an address in a map by address, is <c>*</c>.</summary>
    internal string ToLog() => Sentence(_loggedPointer, LoggedCause);

    private string Sentence(string pointer, string cause) =>
        Cause == Pointer ? $"{pointer} must be {Expected}, and is {Actual}" : $"{pointer} is left out: {cause} must be {Expected}, and is {Actual}";
}
