using Partnero.Contracts.Tool.Exit;
namespace Partnero.Contracts.Tool.Commands;

/// <summary>Reads the names that an option lists.</summary>
internal static class Names
{
    /// <exception cref="UsageException">The list is empty.</exception>
    public static IReadOnlyList<string> Split(string option, string list)
    {
        var names = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 0 ? [.. names.Distinct()] : throw new UsageException($"{option} is '{list}', and must hold at least one name, with commas between them.");
    }
}
