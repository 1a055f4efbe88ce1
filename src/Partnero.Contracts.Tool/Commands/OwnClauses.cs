using System.Reflection;
using System.Runtime.Loader;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>The clauses of an assembly, besides those of the contract.</summary>
internal static class OwnClauses
{
    public const string Option = "--clauses";

    /// <summary>All clauses that are checked: those of the contract, and after them those of the assembly, where one is given.</summary>
    /// <exception cref="UsageException">There is no such assembly, or it holds no clause, or none that this tool can use.</exception>
    public static IReadOnlyList<WebhookClause> With(string? path)
    {
        if (path is null)
            return PartneroContract.Clauses;
        if (!File.Exists(path))
            throw new UsageException($"{Option} is '{VisibleText.Of(path)}', and there is no such file. Give the assembly (.dll) that holds the clauses.");
        try
        {
            var own = ClauseSource.Of(Load(Path.GetFullPath(path)));
            if (own.Count == 0)
                throw new UsageException($"{Option}: {Path.GetFileName(path)} holds no clause. Give a public type of it a public static property or field with a WebhookClause, or with several.");
            return ClauseSource.Distinct([.. PartneroContract.Clauses, .. own]);
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or ReflectionTypeLoadException or MissingMemberException)
        {
            throw new UsageException($"{Option}: {Path.GetFileName(path)} cannot be used: {VisibleText.Of(exception.Message)} It must be an assembly that was built against Partnero.Contracts.Testing {typeof(WebhookClause).Assembly.GetName().Version!.ToString(3)}, with what it needs beside it.");
        }
        catch (TargetInvocationException exception)
        {
            throw new UsageException($"{Option}: the clauses of {Path.GetFileName(path)} cannot be made: {VisibleText.Of(exception.InnerException!.GetBaseException().Message)}");
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{Option}: {UsageException.Sentence(exception)}");
        }
    }

    /// <summary>What the assembly needs is looked for beside it, unless the tool has it itself.</summary>
    private static Assembly Load(string path)
    {
        var beside = new AssemblyDependencyResolver(path);
        AssemblyLoadContext.Default.Resolving += (context, name) => beside.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
    }
}
