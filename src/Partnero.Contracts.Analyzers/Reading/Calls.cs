using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>Which calls are which: of the library, of the framework, and of libraries that are known by name alone.</summary>
internal static class Calls
{
    private const string Headers = "Microsoft.AspNetCore.Http.IHeaderDictionary";

    private static readonly string[] Hashes = ["HashData", "HashDataAsync", "ComputeHash", "ComputeHashAsync"];

    /// <summary>The full name of a type, without its type arguments.</summary>
    public static string NameOf(ITypeSymbol? type) => type switch
    {
        null => "",
        { ContainingNamespace.IsGlobalNamespace: true } => type.Name,
        _ => $"{type.ContainingNamespace}.{(type.ContainingType is { } outer ? outer.Name + "." : "")}{type.Name}",
    };

    public static bool Is(IMethodSymbol method, string type, params string[] names) => names.Contains(method.Name) && NameOf(method.ContainingType) == type;

    /// <summary>Whether it is a task, or what awaits one.</summary>
    public static bool IsTask(ITypeSymbol? type) => NameOf(type) is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask"
        or "System.Runtime.CompilerServices.ConfiguredTaskAwaitable" or "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable";

    /// <summary>Whether it computes a signature.</summary>
    public static bool IsSignature(IInvocationOperation call) => IsCompute(call) || IsHmac(call);

    /// <summary>Whether it is <c>PartneroSignature.Compute</c>.</summary>
    public static bool IsCompute(IInvocationOperation call) => Is(call.TargetMethod, "Partnero.Contracts.PartneroSignature", "Compute");

    /// <summary>Whether it computes an HMAC by .NET's own classes, and gives it back.</summary>
    public static bool IsHmac(IInvocationOperation call) =>
        Hashes.Contains(call.TargetMethod.Name)
        && NameOf(call.Instance is { } instance ? Origins.Bare(instance).Type : call.TargetMethod.ContainingType) is "System.Security.Cryptography.HMACSHA256" or "System.Security.Cryptography.HMAC";

    /// <summary>What an argument of a call is; null where it has none of this name.</summary>
    public static IOperation? Argument(IInvocationOperation call, params string[] names) =>
        call.Arguments.FirstOrDefault(argument => names.Contains(argument.Parameter?.Name))?.Value;

    /// <summary>What a method is called on, also where it is an extension method.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value : null);

    /// <summary>Whether it is the signature of a request, as it came: by its header, or by a parameter that is bound to it.</summary>
    public static bool IsSignatureHeader(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance.Type: { } type } header => NameOf(type) == Headers && header.Arguments.Any(argument => IsHeaderName(argument.Value)),
        IInvocationOperation { TargetMethod.Name: "TryGetValue", Instance.Type: { } type } call => NameOf(type) == Headers && call.Arguments.Any(argument => IsHeaderName(argument.Value)),
        IParameterReferenceOperation { Parameter: var parameter } => parameter.GetAttributes().Any(attribute => NameOf(attribute.AttributeClass) == "Microsoft.AspNetCore.Mvc.FromHeaderAttribute"
            && attribute.NamedArguments.Any(named => named.Key == "Name" && IsHeaderName(named.Value.Value))),
        _ => false,
    };

    private static bool IsHeaderName(IOperation name) => IsHeaderName(Origins.Bare(name).ConstantValue is { HasValue: true, Value: { } text } ? text : null);

    private static bool IsHeaderName(object? name) => string.Equals(name as string, "Signature", StringComparison.OrdinalIgnoreCase);
}
