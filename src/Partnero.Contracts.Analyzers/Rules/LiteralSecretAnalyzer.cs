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
        if (IsInDevelopment(context.Operation))
            return;
        foreach (var (secret, refusesBlank) in Secrets(context.Operation))
        {
            // What a secret is looked up by is no secret.
            foreach (var literal in Origins.Of(secret).Where(one => IsText(one) && IsSecretItself(one, context.Operation)))
            {
                var text = (string)literal.ConstantValue.Value!;
                if (text.Trim().Length > 0)
                    context.ReportDiagnostic(At(literal, "The signing secret is written in the code"));
                else if (!refusesBlank)
                    context.ReportDiagnostic(At(literal, "Where the secret is missing, a blank one takes its place"));
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
            case IObjectCreationOperation created when Calls.NameOf(created.Type) == "System.Security.Cryptography.HMACSHA256" && Calls.Verifies(Origins.MemberOf(created)):
                return created.Arguments.Select(argument => (argument.Value, false));
            case IInvocationOperation call when Calls.IsCompute(call) && Calls.Argument(call, "secret") is { } secret:
                return [(secret, true)];
            case IInvocationOperation call when Calls.IsHmac(call) && Calls.Argument(call, "key") is { } key && Calls.Verifies(Origins.MemberOf(call)):
                return [(key, false)];
            case IInvocationOperation { TargetMethod.Name: "Add" or "Insert", Instance: IPropertyReferenceOperation { Property: { Name: "Secrets", ContainingType: var options } } } call when Calls.NameOf(options) == "Partnero.Contracts.AspNetCore.PartneroWebhookOptions":
                return call.Arguments.Where(argument => argument.Parameter?.Name == "item").Select(argument => (argument.Value, true));
            default:
                return [];
        }
    }

    private static bool IsText(IOperation operation) =>
        operation is ILiteralOperation or IFieldReferenceOperation && operation.Type?.SpecialType == SpecialType.System_String && operation.ConstantValue is { HasValue: true, Value: string };

    /// <summary>Whether a text goes into the secret as it stands, and is no argument of what looks it up.</summary>
    private static bool IsSecretItself(IOperation text, IOperation taker)
    {
        for (var one = text.Parent; one is not null && one != taker && one is not (IVariableDeclaratorOperation or IExpressionStatementOperation); one = one.Parent)
        {
            switch (one)
            {
                case IPropertyReferenceOperation:
                    return false;
                case IInvocationOperation call when call.TargetMethod.Name is not ("GetBytes" or "Concat" or "Trim" or "FromHexString" or "FromBase64String"):
                    return false;
                case IThrowOperation or IBinaryOperation or IIsPatternOperation:
                    return false;
                default:
                    break;
            }
        }

        return true;
    }

    private static bool IsInDevelopment(IOperation operation)
    {
        for (var one = operation.Parent; one is not null; one = one.Parent)
        {
            if (one is IConditionalOperation condition && condition.Condition.DescendantsAndSelf().Any(asked => asked is IInvocationOperation { TargetMethod.Name: "IsDevelopment" }))
                return true;
        }

        return false;
    }
}
