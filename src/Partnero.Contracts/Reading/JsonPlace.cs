namespace Partnero.Contracts.Reading;

/// <summary>Where a value of a body stands.</summary>
/// <param name="Pointer">Its JSON pointer.</param>
/// <param name="Logged">The same for a log: a name that no schema names, such as an e-mail address in a map by address, is <c>*</c>.</param>
internal readonly record struct JsonPlace(string Pointer, string Logged)
{
    /// <summary>Whether it, or what it stands in, comes once more under the same name: then the later one counts, and it does not.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Both texts.</summary>
    public (string Pointer, string Logged) Texts => (Pointer, Logged);

    /// <summary>Of an object: where a property is missing; the object's own place where none is.</summary>
    public JsonPlace Of(string? missing) =>
        missing is null ? this : new($"{Pointer}/{JsonLocator.Escape(missing)}", $"{Logged}/{JsonLocator.Escape(missing)}");
}
