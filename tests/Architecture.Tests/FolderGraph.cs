using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>Which folders of a project use which others, as the compiler understands its sources.</summary>
internal sealed class FolderGraph
{
    /// <summary>The files beside the project file.</summary>
    public const string Top = "(top)";

    /// <summary>What each project has without asking for it: those of the SDK.</summary>
    private static readonly string[] Usings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    /// <summary>The other half of a member that a source generator of the SDK writes, and the entry point of a program.</summary>
    private static readonly string[] LeftToOthers = ["CS8795", "CS8805"];

    /// <summary>Those that were asked for: to understand a project takes seconds.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<FolderGraph>> Read = [];

    private readonly SortedDictionary<(string From, string To), string> _edges = [];
    private readonly HashSet<string> _folders = [];
    private Dictionary<string, string> _linked = [];

    private FolderGraph(string project) => Project = project;

    public static string Root { get; } = typeof(FolderGraph).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!;

    public string Project { get; }

    /// <summary>The folders that hold sources of the project.</summary>
    public IReadOnlyCollection<string> Folders => _folders;

    /// <summary>One place for each pair of folders of which the first uses the second.</summary>
    public IReadOnlyDictionary<(string From, string To), string> Edges => _edges;

    /// <summary>The folders of a project, those that use nothing first; a folder that is part of a cycle is not among them.</summary>
    public IReadOnlyList<string> Layers()
    {
        var left = _edges.Keys.SelectMany(edge => new[] { edge.From, edge.To }).ToSortedSet();
        var layers = new List<string>();
        while (left.Where(folder => !_edges.Keys.Any(edge => edge.From == folder && left.Contains(edge.To))).ToList() is { Count: > 0 } free)
        {
            layers.AddRange(free);
            left.ExceptWith(free);
        }

        return layers;
    }

    /// <summary>What is in no cycle is left out, and so is what only leads into one.</summary>
    public IReadOnlyList<string> Cycles()
    {
        var layers = Layers().ToHashSet();
        var open = _edges.Keys.Where(edge => !layers.Contains(edge.From) && !layers.Contains(edge.To)).ToList();
        while (open.RemoveAll(edge => !open.Any(other => other.To == edge.From)) > 0)
        {
        }

        return [.. open.Select(edge => $"{edge.From} uses {edge.To}: {_edges[edge]}")];
    }

    /// <summary>A drawing in which an arrow that others lead along is left out.</summary>
    public string Draw() => ArchitecturePage.Draw([.. _edges.Keys], edge => $"{Name(edge.From)} --> {Name(edge.To)}");

    /// <exception cref="InvalidOperationException">The sources do not compile, so nothing could be said of them.</exception>
    public static FolderGraph Of(string project) => Read.GetOrAdd(project, name => new Lazy<FolderGraph>(() => Find(name))).Value;

    private static FolderGraph Find(string project)
    {
        var folder = Path.Combine(Root, "src", project);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var linked = Linked(folder);
        var trees = Sources(folder).Concat(linked.Keys).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path)).ToList();
        trees.Add(CSharpSyntaxTree.ParseText(string.Concat(Usings.Concat(Asked(folder)).Select(name => $"global using {name};\n")), options));
        var name = Asked(folder, "AssemblyName").FirstOrDefault() ?? project;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != name)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(name, trees, references, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        var errors = compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error && !LeftToOthers.Contains(found.Id)).Take(3).ToList();
        if (errors.Count > 0)
            throw new InvalidOperationException($"The sources of {project} do not compile here: {string.Join(" ", errors)}");

        var graph = new FolderGraph(project) { _linked = linked };
        foreach (var tree in trees.Where(tree => tree.FilePath.Length > 0))
            graph.Add(folder, tree, compilation.GetSemanticModel(tree));
        return graph;
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[0].StartsWith("obj", StringComparison.Ordinal)
            && !Path.GetRelativePath(folder, path).StartsWith("bin" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>The sources that a project shares with others, and the folder in which it shows them.</summary>
    private static Dictionary<string, string> Linked(string folder) => XDocument.Load(Directory.EnumerateFiles(folder, "*.csproj").Single()).Descendants("Compile")
        .Where(item => item.Attribute("LinkBase") is not null)
        .SelectMany(item => Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(folder, Path.GetDirectoryName(item.Attribute("Include")!.Value)!)), "*.cs")
            .Select(path => (path, item.Attribute("LinkBase")!.Value)))
        .OrderBy(file => file.path, StringComparer.Ordinal)
        .ToDictionary(file => file.path, file => file.Value);

    private static IEnumerable<string> Asked(string folder, string? element = null)
    {
        var project = XDocument.Load(Directory.EnumerateFiles(folder, "*.csproj").Single());
        return element is null
            ? project.Descendants("Using").Select(use => use.Attribute("Include")!.Value)
            : project.Descendants(element).Select(found => found.Value);
    }

    private void Add(string folder, SyntaxTree tree, SemanticModel model)
    {
        var from = FolderOf(folder, tree.FilePath);
        _folders.Add(from);
        foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: false).OfType<SimpleNameSyntax>())
        {
            foreach (var symbol in Used(model.GetSymbolInfo(name).Symbol))
            {
                // A type that is spread over folders, as a partial one may be, belongs to each of them.
                var places = symbol.DeclaringSyntaxReferences.Where(place => place.SyntaxTree.FilePath.Length > 0).Select(place => FolderOf(folder, place.SyntaxTree.FilePath)).ToList();
                if (places.Count > 0 && !places.Contains(from))
                    _edges.TryAdd((from, places[0]), $"{symbol.Name} in {Path.GetFileName(tree.FilePath)}, line {tree.GetLineSpan(name.Span).StartLinePosition.Line + 1}");
            }
        }
    }

    private static IEnumerable<ISymbol> Used(ISymbol? symbol) => symbol switch
    {
        null or INamespaceSymbol => [],
        INamedTypeSymbol type => [type.OriginalDefinition],
        { ContainingType: { } type } => [type.OriginalDefinition],
        _ => [],
    };

    private string FolderOf(string root, string path) => _linked.TryGetValue(path, out var folder) ? folder :
        Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar) is [var first, _, ..] ? first : Top;

    private static string Name(string folder) => folder == Top ? "top[beside the project file]" : folder;
}

internal static class Sets
{
    public static SortedSet<string> ToSortedSet(this IEnumerable<string> names) => new(names, StringComparer.Ordinal);
}
