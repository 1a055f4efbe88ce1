using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>Which calls are which: of the library, of the framework, and of libraries that are known by name alone.</summary>
internal static class Calls
{
    private static readonly string[] Hashes = ["HashData", "HashDataAsync", "TryHashData", "ComputeHash", "ComputeHashAsync"];

    /// <summary>The full name of a type, without its type arguments.</summary>
    public static string NameOf(ITypeSymbol? type) => type is null ? "" : $"{type.ContainingNamespace}.{(type.ContainingType is { } outer ? outer.Name + "." : "")}{type.Name}";

    public static bool Is(IMethodSymbol method, string type, params string[] names) => names.Contains(method.Name) && NameOf(method.ContainingType) == type;

    /// <summary>Whether it computes a signature.</summary>
    public static bool IsSignature(IInvocationOperation call) => IsCompute(call) || IsHmac(call);

    /// <summary>Whether it is <c>PartneroSignature.Compute</c>.</summary>
    public static bool IsCompute(IInvocationOperation call) => Is(call.TargetMethod, "Partnero.Contracts.PartneroSignature", "Compute");

    /// <summary>Whether it computes an HMAC by .NET's own classes.</summary>
    public static bool IsHmac(IInvocationOperation call) =>
        Hashes.Contains(call.TargetMethod.Name)
        && NameOf(call.Instance is { } instance ? Origins.Bare(instance).Type : call.TargetMethod.ContainingType) is "System.Security.Cryptography.HMACSHA256" or "System.Security.Cryptography.HMAC";

    /// <summary>Whether it compares in a time that says nothing.</summary>
    public static bool IsFixedTime(IInvocationOperation call) => Is(call.TargetMethod, "System.Security.Cryptography.CryptographicOperations", "FixedTimeEquals");

    /// <summary>What an argument of a call is; null where it has none of this name.</summary>
    public static IOperation? Argument(IInvocationOperation call, params string[] names) =>
        call.Arguments.FirstOrDefault(argument => names.Contains(argument.Parameter?.Name))?.Value;

    /// <summary>What a method is called on, also where it is an extension method.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value : null);

    /// <summary>Whether it names the header that holds the signature, as the one of the request.</summary>
    public static bool IsSignatureHeader(IOperation operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field.Name == "HeaderName" && NameOf(field.Field.ContainingType) == "Partnero.Contracts.PartneroSignature",
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } => string.Equals(text, "Signature", System.StringComparison.OrdinalIgnoreCase) && StandsForHeader(operation),
        _ => false,
    };

    /// <summary>Whether a member verifies signatures, and does not sign what it sends.</summary>
    public static bool Verifies(IOperation member) => member.DescendantsAndSelf().Any(one =>
        (one is IInvocationOperation call && (IsFixedTime(call) || Is(call.TargetMethod, "Partnero.Contracts.SignatureVerifier", "Verify"))) || IsSignatureHeaderOfRequest(one) || SignatureComparison.Find(one) is not null);

    private static bool IsSignatureHeaderOfRequest(IOperation operation) => IsSignatureHeader(operation) && Ancestor<IPropertyReferenceOperation>(operation) is { } property
        && NameOf(property.Instance?.Type) == "Microsoft.AspNetCore.Http.IHeaderDictionary" && property.Instance is IPropertyReferenceOperation { Property.ContainingType.Name: "HttpRequest" };

    private static bool StandsForHeader(IOperation literal) => Ancestor<IPropertyReferenceOperation>(literal)?.Instance is { } headers && NameOf(headers.Type) == "Microsoft.AspNetCore.Http.IHeaderDictionary";

    private static T? Ancestor<T>(IOperation operation)
        where T : class, IOperation
    {
        for (var one = operation.Parent; one is IArgumentOperation or IConversionOperation or T; one = one.Parent)
        {
            if (one is T found)
                return found;
        }

        return null;
    }
}
