using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0206: the secret stands in the code, or a blank one does where it is missing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LiteralSecretAnalyzer : ConsumerAnalyzer
{
    /// <summary>Creates it.</summary>
    public LiteralSecretAnalyzer()
        : base(Descriptors.LiteralSecret)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types)
    {
        if (!types.IsTest)
            context.RegisterOperationAction(Find, OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private void Find(OperationAnalysisContext context)
    {
        foreach (var (secret, refusesBlank) in Secrets(context.Operation))
        {
            foreach (var text in Origins.Of(secret).Where(IsText).Where(text => !InDevelopment.Stands(text) && !InDevelopment.Stands(context.Operation)))
            {
                var isBlank = text.ConstantValue.Value is not string { Length: > 0 } written || written.Trim().Length == 0;
                if (!isBlank)
                    context.ReportDiagnostic(At(text, "The signing secret is written in the code"));
                else if (!refusesBlank)
                    context.ReportDiagnostic(At(text, "Where the secret is missing, a blank one takes its place"));
            }
        }
    }

    /// <summary>What is taken for a secret, and whether a blank one is refused there.</summary>
    private static IEnumerable<(IOperation Secret, bool RefusesBlank)> Secrets(IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation created when Calls.NameOf(created.Type) == "Partnero.Contracts.SignatureVerifier":
                return created.Arguments.Select(argument => (argument.Value, true));
            case IObjectCreationOperation created when Calls.NameOf(created.Type) == "System.Security.Cryptography.HMACSHA256" && IsVerifying(created):
                return created.Arguments.Select(argument => (argument.Value, false));
            case IInvocationOperation call when Calls.IsCompute(call) && Calls.Argument(call, "secret") is { } secret:
                return [(secret, true)];
            case IInvocationOperation call when Calls.IsHmac(call) && Calls.Argument(call, "key") is { } key && SignatureComparison.IsVerified(call):
                return [(key, false)];
            case IInvocationOperation { TargetMethod.Name: "Add" or "Insert", Instance: IPropertyReferenceOperation { Property: { Name: "Secrets", ContainingType: var options } } } call when Calls.NameOf(options) == "Partnero.Contracts.AspNetCore.PartneroWebhookOptions":
                return call.Arguments.Where(argument => argument.Parameter?.Name == "item").Select(argument => (argument.Value, true));
            default:
                return [];
        }
    }

    /// <summary>Whether what a hash object computes is compared.</summary>
    private static bool IsVerifying(IObjectCreationOperation hash) => MemberFlow.Around(hash).All.OfType<IInvocationOperation>()
        .Any(call => call.Instance is { } instance && Calls.IsHmac(call) && Origins.Of(instance).Contains(hash) && SignatureComparison.IsVerified(call));

    /// <summary>A text that is written here. A part of one, such as what a scheme puts before a key, is no secret.</summary>
    private static bool IsText(IOperation operation) =>
        (operation is ILiteralOperation or IFieldReferenceOperation && operation.ConstantValue is { HasValue: true, Value: string } && operation.Parent is not IBinaryOperation)
        || operation is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };
}
