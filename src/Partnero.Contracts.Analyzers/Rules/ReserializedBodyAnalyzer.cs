using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0201: a body that was serialized again is verified, or one that was bound, so that nothing is left to verify.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReserializedBodyAnalyzer : ConsumerAnalyzer
{
    /// <summary>Creates it.</summary>
    public ReserializedBodyAnalyzer()
        : base(Descriptors.ReserializedBody)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types)
    {
        // A test signs what it has made itself.
        if (types.IsTest)
            return;
        context.RegisterOperationAction(FindSerialized, OperationKind.Invocation);
        context.RegisterOperationAction(inside => FindBound(inside, types), OperationKind.MethodBody, OperationKind.AnonymousFunction, OperationKind.LocalFunction);
    }

    private void FindSerialized(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Verified(call) is not { } body || SignsIt(call, body) || Origins.Of(body).OfType<IInvocationOperation>().FirstOrDefault(IsSerializing) is not { } serializing)
            return;
        context.ReportDiagnostic(At(body, $"A body that {serializing.TargetMethod.ContainingType.Name}.{serializing.TargetMethod.Name} wrote is not the one that was signed"));
    }

    /// <summary>What a call verifies; null where it verifies nothing, or signs what is sent.</summary>
    private static IOperation? Verified(IInvocationOperation call)
    {
        if (Calls.Is(call.TargetMethod, "Partnero.Contracts.SignatureVerifier", "Verify"))
            return Calls.Argument(call, "body");
        return Calls.IsSignature(call) && SignatureComparison.IsVerified(call) ? Calls.Argument(call, "body", "source", "buffer", "inputStream") : null;
    }

    /// <summary>Whether the member has signed the same body itself, as something that tries itself out does.</summary>
    private static bool SignsIt(IInvocationOperation verifying, IOperation body) => Origins.Bare(body) is ILocalReferenceOperation { Local: var local } && MemberFlow.Around(verifying).All.OfType<IInvocationOperation>()
        .Any(call => call != verifying && Calls.IsSignature(call) && call.Arguments.Any(argument => Origins.Bare(argument.Value) is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local)));

    private static bool IsSerializing(IInvocationOperation call) => (Calls.NameOf(call.TargetMethod.ContainingType), call.TargetMethod.Name) switch
    {
        ("System.Text.Json.JsonSerializer", "Serialize" or "SerializeAsync" or "SerializeToUtf8Bytes") => true,
        ("System.Text.Json.Nodes.JsonNode", "ToJsonString") => true,
        ("Newtonsoft.Json.JsonConvert", "SerializeObject") => true,
        // Of a text within it, it is the text as it came.
        ("Newtonsoft.Json.Linq.JToken", "ToString") => Origins.Bare(call.Instance!) is not IPropertyReferenceOperation,
        _ => false,
    };

    /// <summary>A parameter that is bound to the body has read it to its end, so what the function reads after that is empty.</summary>
    private void FindBound(OperationAnalysisContext context, ConsumerTypes types)
    {
        var function = context.Operation;
        var parameters = function switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol.Parameters,
            ILocalFunctionOperation local => local.Symbol.Parameters,
            _ => ((IMethodSymbol)context.ContainingSymbol).Parameters,
        };
        if (parameters.FirstOrDefault(one => IsBound(one, function, types)) is not { } bound || bound.DeclaringSyntaxReferences.FirstOrDefault() is not { } declared)
            return;
        var inside = function.Descendants().ToList();
        if (inside.Any(IsReading) && !inside.Any(IsRewinding) && inside.Any(one => one is IInvocationOperation call && (Calls.IsSignature(call) || Calls.Is(call.TargetMethod, "Partnero.Contracts.SignatureVerifier", "Verify"))))
            context.ReportDiagnostic(At(declared.GetSyntax(context.CancellationToken).GetLocation(), $"The request's body was read to bind '{bound.Name}', and nothing is left of it to verify"));
    }

    private static bool IsBound(IParameterSymbol parameter, IOperation function, ConsumerTypes types)
    {
        if (parameter.GetAttributes().Any(attribute => Calls.NameOf(attribute.AttributeClass) == "Microsoft.AspNetCore.Mvc.FromBodyAttribute"))
            return true;
        if (parameter.GetAttributes().Length > 0)
            return false;
        // A minimal API binds these without being asked.
        return function is IAnonymousFunctionOperation && IsMapped(function)
            && (types.IsWebhook(parameter.Type) || Calls.NameOf(parameter.Type) is "System.Text.Json.JsonElement" or "System.Text.Json.JsonDocument" or "System.Text.Json.Nodes.JsonNode" or "System.Text.Json.Nodes.JsonObject");
    }

    private static bool IsMapped(IOperation lambda)
    {
        for (var one = lambda.Parent; one is IArgumentOperation or IConversionOperation or IDelegateCreationOperation or IInvocationOperation; one = one.Parent)
        {
            if (one is IInvocationOperation call)
                return Calls.Is(call.TargetMethod, "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions", "Map", "MapPost", "MapMethods");
        }

        return false;
    }

    private static bool IsReading(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Body" or "BodyReader", ContainingType: { } type } } && Calls.NameOf(type) == "Microsoft.AspNetCore.Http.HttpRequest";

    /// <summary>Something before it has kept the body, and it is read again from its beginning.</summary>
    private static bool IsRewinding(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Position" } } => true,
        // What a function of the project's own does with it is not to be seen.
        IInvocationOperation call => call.TargetMethod.Name is "Seek" or "EnableBuffering" || (call.TargetMethod.DeclaringSyntaxReferences.Length > 0 && call.Arguments.Any(argument => IsReading(Origins.Bare(argument.Value)))),
        _ => false,
    };
}
