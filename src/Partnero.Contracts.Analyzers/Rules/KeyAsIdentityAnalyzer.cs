using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0204: whether a transaction is new is asked by its key alone, which a second one may have too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAsIdentityAnalyzer : ConsumerAnalyzer
{
    private static readonly string[] Lookups =
    [
        "Find", "FindAsync", "Any", "AnyAsync", "First", "FirstAsync", "FirstOrDefault", "FirstOrDefaultAsync", "Single", "SingleAsync", "SingleOrDefault", "SingleOrDefaultAsync", "Exists", "Count", "CountAsync",
        "Contains", "ContainsKey", "TryAdd", "TryGetValue", "Get", "GetAsync", "GetString", "GetStringAsync", "GetOrAdd", "AddOrUpdate",
    ];

    /// <summary>Creates it.</summary>
    public KeyAsIdentityAnalyzer()
        : base(Descriptors.KeyAsIdentity)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types) =>
        context.RegisterOperationAction(inside => Find(inside, types), OperationKind.Invocation);

    private void Find(OperationAnalysisContext context, ConsumerTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!Lookups.Contains(call.TargetMethod.Name) && !(call.TargetMethod.Name == "Add" && Calls.NameOf(call.TargetMethod.ContainingType) is "System.Collections.Generic.HashSet" or "System.Collections.Generic.ISet"))
            return;
        foreach (var argument in call.Arguments.Where(argument => argument.Value != Calls.Receiver(call)))
        {
            var asked = Origins.Bare(argument.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } || (Origins.Bare(argument.Value) is IAnonymousFunctionOperation bare && (function = bare) is not null)
                ? Compared(function)
                : argument.Value;
            if (asked is not null && IsKeyAlone(asked, types))
            {
                context.ReportDiagnostic(At(KeyIn(asked)));
                return;
            }
        }
    }

    /// <summary>What a condition of one comparison compares with; null where it is another condition.</summary>
    private static IOperation? Compared(IAnonymousFunctionOperation function)
    {
        var returned = function.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue;
        if (returned is null || Origins.Bare(returned) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison)
            return null;
        var isParameterLeft = comparison.LeftOperand.DescendantsAndSelf().Any(one => one is IParameterReferenceOperation parameter && function.Symbol.Parameters.Contains(parameter.Parameter, SymbolEqualityComparer.Default));
        return isParameterLeft ? comparison.RightOperand : comparison.LeftOperand;
    }

    /// <summary>Whether a value is made of the key of a new transaction, and of nothing else of the delivery.</summary>
    private static bool IsKeyAlone(IOperation value, ConsumerTypes types)
    {
        var parts = Origins.Of(value).OfType<IPropertyReferenceOperation>().Where(one => IsOfNewTransaction(one, types)).ToList();
        var read = parts.Where(one => !(one.Property.Name == "Data" && types.IsWebhook(one.Property.ContainingType))).ToList();
        return read.Count > 0 && read.All(one => one.Property.Name == "Key") && read.Count == 1;
    }

    /// <summary>The key where it stands in what is asked; all that is asked where it stands elsewhere.</summary>
    private static IOperation KeyIn(IOperation asked) => asked.DescendantsAndSelf().FirstOrDefault(one => one is IPropertyReferenceOperation { Property.Name: "Key" }) ?? Origins.Bare(asked);

    private static bool IsOfNewTransaction(IPropertyReferenceOperation property, ConsumerTypes types) =>
        property.Instance is { } instance && Origins.Of(instance).Any(one => one.Type is { Name: "TransactionCreated" } type && types.IsWebhook(type));
}
