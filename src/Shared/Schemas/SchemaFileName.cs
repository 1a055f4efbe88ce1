using System;
using System.IO;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>What the name of a schema file says of it, where nothing else does.</summary>
internal static class SchemaFileName
{
    /// <summary>The ending of a schema file.</summary>
    public const string Ending = ".schema.json";

    /// <summary>The longest name of an event that a file is named after: file systems take little more.</summary>
    public const int MaxLength = 200;

    /// <summary>What names of events are made of, as messages say it.</summary>
    public const string Grammar = "events have names of lower-case letters, digits, _ and -, with a dot between them, such as voucher.created";

    /// <summary>The file's name without <c>.schema.json</c>: for an event, its name.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        var ending = new[] { Ending, ".json" }.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return ending is null ? name : name.Substring(0, name.Length - ending.Length);
    }

    /// <summary>Whether a file of this name describes an event: a kind of entity, a dot, and what happened. Any other holds definitions.</summary>
    public static bool IsOfEvent(string name) => name.Split('.').Length > 1;

    /// <summary>Why it is hardly meant what a file is taken for; null where there is no doubt.</summary>
    /// <param name="name">Its name without the ending.</param>
    /// <param name="isEvent">Whether it is taken for that of an event.</param>
    /// <param name="isNamed">Whether it is said to be that, and not only suggested by the name.</param>
    /// <param name="isReferredTo">Whether another schema refers to it.</param>
    public static string? Doubt(string name, bool isEvent, bool isNamed, bool isReferredTo) => (isEvent, isNamed) switch
    {
        (true, _) when !CanBeEvent(name) => $"No event can be called '{name}': {Grammar}. Rename the file.",
        (false, false) when !isReferredTo => $"'{name}' has no dot, so this file is not that of an event, and no other refers to it: {Grammar}. Rename the file, or refer to it.",
        _ => null,
    };

    /// <summary>Whether a file named after an event is taken for its schema, and lies in the folder that it is put into.</summary>
    public static bool CanBeFileOf(string eventName) => eventName.Length <= MaxLength && CanBeEvent(eventName) && IsOfEvent(eventName);

    /// <summary>Whether an event can have this name.</summary>
    private static bool CanBeEvent(string name) =>
        name.Split('.').All(part => part.Length > 0 && part.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-'));
}
