using System.Text.RegularExpressions;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>Commands of this tool, for a shell, as they are to be given where this one was.</summary>
internal static partial class Invocation
{
    private const string Name = "partnero-contracts";
    private const string Project = "Partnero.Contracts.Tool";

    /// <summary>A command with its words quoted where a shell needs that, on one line.</summary>
    public static string Of(params IEnumerable<string> words) => $"{Program()} {string.Join(' ', words.Select(Quote))}";

    public static string Quote(string word) => Plain().IsMatch(word) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>In a checkout of the repository the tool is run from its project; elsewhere it is installed, as a local tool or a global one.</summary>
    private static string Program()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Project + ".csproj")))
                return $"dotnet run --project {Quote(Path.GetRelativePath(Environment.CurrentDirectory, folder.FullName))} --";
        }

        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? $"dotnet {Name}" : Name;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_./:=,@%+-]+\z")]
    private static partial Regex Plain();
}
