namespace Partnero.Contracts.Testing.Schemas;

/// <summary>JSON pointers, RFC 6901.</summary>
internal static class JsonPointer
{
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The names and positions of a pointer, in order.</summary>
    /// <exception cref="ArgumentException">It is no pointer.</exception>
    public static string[] Split(string pointer)
    {
        if (pointer.Length > 0 && pointer[0] != '/')
            throw new ArgumentException($"'{pointer}' is no JSON pointer: it must be empty or begin with /, such as /data/status.", nameof(pointer));
        return pointer.Length == 0 ? [] : [.. pointer[1..].Split('/').Select(Unescape)];
    }
}
