using System.Text.Json;

namespace Partnero.Contracts;

/// <summary>A verified body that cannot be read: it is not JSON, or breaks its schema where reading on would lie.</summary>
/// <remarks>The message names the place and what is wrong there, never the values of the payload.</remarks>
public sealed class PayloadException : Exception
{
    /// <summary>How many deviations a message names.</summary>
    private const int MaxNamed = 10;

    private readonly long _offset;
    private readonly string? _property;
    private readonly string _problem;

    private PayloadException(string pointer, string problem, string message, long offset = -1, string? property = null, Exception? inner = null)
        : base(message, inner)
    {
        Pointer = pointer;
        _problem = problem;
        _offset = offset;
        _property = property;
    }

    /// <summary>Where it is wrong: a JSON pointer (RFC 6901) into the body, such as <c>/data/email</c>; empty for the whole body.</summary>
    public string Pointer { get; }

    /// <summary>The pointer for a log: a name that no schema names is <c>*</c>.</summary>
    internal string LoggedPointer { get => field ?? Pointer; private init; }

    /// <summary>The message for a log.</summary>
    internal string LoggedMessage { get => field ?? Message; private init; }

    /// <summary>Where the maps begin in which the value stands, whose names are the sender's.</summary>
    internal IReadOnlyCollection<long> Maps { get; private init; } = [];

    /// <summary>Of a value of another type, or a missing one: what it must be and what it is.</summary>
    internal (string Expected, string Actual) Types { get; private init; }

    /// <summary>Where the value of another type begins, or the object in which one is missing.</summary>
    internal long Offset => _offset;

    /// <summary>The property that is missing, if one is.</summary>
    internal string? Property => _property;

    /// <summary>The deviations that are not to be handled; none where the payload cannot be read at all.</summary>
    internal IReadOnlyList<PayloadDeviation> Refused { get; private init; } = [];

    /// <summary>The option by which they are not; null where the payload cannot be read at all.</summary>
    internal string? RefusedBy { get; private init; }

    /// <summary>Whether what holds the value may be null in its place.</summary>
    internal bool MayDeviate { get; private init; }

    /// <summary>What deviated before, by which a property may have become null that must not be.</summary>
    private Reading.DeviationCollector? Deviations { get; init; }

    /// <summary>Whether the value at an offset itself has another type; nothing in it, and no property that is missing.</summary>
    internal bool IsAt(long offset) => _offset == offset && _property is null;

    /// <param name="offset">Where the object begins that does not have the property.</param>
    /// <param name="property">Its name.</param>
    /// <param name="deviations">What deviated before.</param>
    /// <param name="isStrict">Whether its role forbids that what holds it is left out.</param>
    internal static PayloadException Missing(long offset, string property, Reading.DeviationCollector? deviations, bool isStrict)
    {
        const string problem = "is required, and is absent or null";
        return new("", problem, problem, offset, property) { Deviations = deviations, MayDeviate = !isStrict, Types = ("a value", "absent or null") };
    }

    internal static PayloadException WrongType(long offset, string expected, string actual)
    {
        var problem = $"must be {expected}, and is {actual}";
        return new("", problem, problem, offset) { Types = (expected, actual) };
    }

    /// <summary>That deviations are not to be handled.</summary>
    /// <param name="deviations">All of the payload's.</param>
    /// <param name="option">The option that says so.</param>
    internal static PayloadException Deviating(IReadOnlyList<PayloadDeviation> deviations, string option)
    {
        var first = deviations[0];
        var places = deviations.Count == 1 ? "1 place" : $"{deviations.Count} places";
        var named = string.Join("; ", deviations.Take(MaxNamed).Select(deviation => deviation.ToString()).Concat(deviations.Count > MaxNamed ? ["…"] : []));
        var logged = string.Join("; ", deviations.Take(MaxNamed).Select(deviation => deviation.ToLog()).Concat(deviations.Count > MaxNamed ? ["…"] : []));
        return new(first.Cause, $"must be {first.Expected}, and is {first.Actual}", $"The payload deviates from its schema in {places}, and {option} refuses that: {named}.")
        {
            Refused = deviations,
            RefusedBy = option,
            LoggedPointer = first.LoggedCause,
            LoggedMessage = $"The payload deviates from its schema in {places}, and {option} refuses that: {logged}.",
        };
    }

    /// <summary>The same, for which what holds the value may be null, or may not.</summary>
    internal PayloadException AsDeviation(bool may = true) => new(Pointer, _problem, Message, _offset, _property) { Types = Types, MayDeviate = may, Deviations = Deviations, Maps = Maps };

    /// <summary>The same within a map or a list, which may be null for it unless what it holds is strict.</summary>
    /// <param name="value">Where the value of the map or the list begins.</param>
    /// <param name="isStrict">Whether it is strict.</param>
    /// <param name="map">Where the map or the list begins.</param>
    internal PayloadException Within(long value, bool isStrict, long map) =>
        new(Pointer, _problem, Message, _offset, _property) { Types = Types, MayDeviate = !isStrict && (MayDeviate || IsAt(value)), Deviations = Deviations, Maps = [.. Maps, map] };

    internal static PayloadException NotJson(JsonException inner) =>
        new("", "is not JSON", $"The body is not JSON: it breaks off or goes wrong at line {inner.LineNumber + 1}, byte {inner.BytePositionInLine + 1}.", inner: inner);

    internal static PayloadException TooDeep(JsonException inner) =>
        new("", "is nested too deeply", $"The body nests values deeper than {Reading.PayloadReader.MaxDepth} levels, at line {inner.LineNumber + 1}, byte {inner.BytePositionInLine + 1}: PHP's json_encode writes no more.", inner: inner);

    internal static PayloadException NotText() =>
        new("", "is not text", "The body is not valid Unicode: it holds bytes that are not UTF-8, or an escaped half of a surrogate pair.");

    /// <summary>The same with its pointer, which costs a second walk and is found only once something is wrong.</summary>
    internal PayloadException LocatedIn(ReadOnlySpan<byte> body)
    {
        if (_offset < 0)
            return this;
        var place = Reading.JsonLocator.PlaceAt(body, _offset, Maps.ToHashSet()).Of(_property);
        var problem = Reading.DeviationCollector.Locate(Deviations, body).LastOrDefault(deviation => deviation.Pointer == place.Pointer) is { } deviation
            ? $"must be {deviation.Expected}, and is {deviation.Actual}" : _problem;
        return new PayloadException(place.Pointer, problem, Sentence(place.Pointer)) { LoggedPointer = place.Logged, LoggedMessage = Sentence(place.Logged) };

        string Sentence(string pointer) => $"The payload breaks its schema: {(pointer.Length == 0 ? "the body" : pointer)} {problem}.";
    }
}
