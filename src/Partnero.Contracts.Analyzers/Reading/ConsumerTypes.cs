using System.Linq;
using Microsoft.CodeAnalysis;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>The types of the library that a project uses, and what its own types are to them.</summary>
internal sealed class ConsumerTypes
{
    private static readonly string[] TestFrameworks = ["xunit.core", "xunit.v3.core", "nunit.framework", "MSTest.TestFramework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "TUnit.Core", "Partnero.Contracts.Testing"];

    private ConsumerTypes(Compilation compilation, INamedTypeSymbol webhook)
    {
        Webhook = webhook;
        Handler = compilation.GetTypeByMetadataName("Partnero.Contracts.IWebhookHandler`1");
        Interceptor = compilation.GetTypeByMetadataName("Partnero.Contracts.AspNetCore.IWebhookInterceptor");
        Unreadable = compilation.GetTypeByMetadataName("Partnero.Contracts.AspNetCore.IUnreadableWebhookHandler");
        IsTest = compilation.ReferencedAssemblyNames.Any(reference => TestFrameworks.Contains(reference.Name));
    }

    public INamedTypeSymbol Webhook { get; }

    public INamedTypeSymbol? Handler { get; }

    public INamedTypeSymbol? Interceptor { get; }

    public INamedTypeSymbol? Unreadable { get; }

    /// <summary>Whether the project tests: secrets are made up there, and handlers are doubles.</summary>
    public bool IsTest { get; }

    /// <returns>Null where the project does not use the library.</returns>
    public static ConsumerTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Partnero.Contracts.PartneroWebhook") is { } webhook ? new ConsumerTypes(compilation, webhook) : null;

    public bool IsInterceptor(ITypeSymbol? type) => type is not null && type.AllInterfaces.Any(one => Same(one, Interceptor));

    public bool IsHandler(ITypeSymbol? type) => type is not null && type.AllInterfaces.Any(one => Same(one.OriginalDefinition, Handler) || Same(one, Unreadable));

    /// <summary>Whether an interface is one that a delivery comes by: of a handler of any event, an interceptor, or a handler of unreadable deliveries.</summary>
    public bool IsOurs(INamedTypeSymbol type) => Same(type.OriginalDefinition, Handler) || Same(type, Interceptor) || Same(type, Unreadable) || IsHandler(type) || IsInterceptor(type);

    /// <summary>Whether a type is a record of an event.</summary>
    public bool IsWebhook(ITypeSymbol? type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (Same(one, Webhook))
                return true;
        }

        return false;
    }

    private static bool Same(ISymbol one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);
}
