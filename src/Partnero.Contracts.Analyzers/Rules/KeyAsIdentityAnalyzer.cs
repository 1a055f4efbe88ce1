using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0204: a new transaction is left out where another one with its key is known.</summary>
/// <remarks>A key finds what it belongs to, such as the merchant's order. So it is reported only where finding something ends the work, or keeps the transaction from being recorded.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAsIdentityAnalyzer : ConsumerAnalyzer
{
    /// <summary>Creates it.</summary>
    public KeyAsIdentityAnalyzer()
        : base(Descriptors.KeyAsIdentity)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types)
    {
        if (types.IsTest)
            return;
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var check in block.OperationBlocks.SelectMany(one => ExistenceCheck.FindAll(MemberFlow.Around(one))).Where(LeavesOut))
            {
                if (Asked(check.Look).Select(asked => Key(asked, types)).FirstOrDefault(key => key is not null) is { } key)
                    block.ReportDiagnostic(At(key));
            }
        });
    }

    private static bool LeavesOut(ExistenceCheck check) =>
        Store.Of(check.Look) is { } store && (ExistenceCheck.Ends(check.Found) || (check.New is not null && ExistenceCheck.Inside(check.New).Any(one => Store.IsInsert(one, store))));

    /// <summary>What a look asks for, and a condition before it.</summary>
    private static IEnumerable<IOperation> Asked(IInvocationOperation look)
    {
        for (var call = look; call is not null; call = Calls.Receiver(call) is { } receiver ? Origins.Bare(receiver) as IInvocationOperation : null)
        {
            if (call != look && call.TargetMethod.Name != "Where")
                continue;
            foreach (var argument in call.Arguments.Where(argument => argument.Value != Calls.Receiver(call)))
                yield return argument.Value;
        }
    }

    /// <summary>The key of a new transaction, where nothing else of the delivery is asked for.</summary>
    private static IOperation? Key(IOperation asked, ConsumerTypes types)
    {
        var compared = Function(asked) is { } function ? Compared(function) : asked;
        if (compared is null)
            return null;
        var read = Origins.Of(compared).OfType<IPropertyReferenceOperation>().Where(one => IsOfNewTransaction(one, types)).ToList();
        if (read.Count != 1 || read[0].Property.Name != "Key")
            return null;
        return Origins.Of(compared).Any(one => one is IInterpolatedStringOperation text && text.Parts.OfType<IInterpolationOperation>().Count() > 1)
            ? null
            : compared.DescendantsAndSelf().Contains(read[0]) ? read[0] : Origins.Bare(compared);
    }

    private static IAnonymousFunctionOperation? Function(IOperation asked) => Origins.Bare(asked) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } => function,
        IAnonymousFunctionOperation function => function,
        _ => null,
    };

    /// <summary>What a condition of one comparison compares with; null where it is another condition.</summary>
    private static IOperation? Compared(IAnonymousFunctionOperation function)
    {
        var returned = function.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue;
        var (left, right) = returned is null ? default : Origins.Bare(returned) switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison => (comparison.LeftOperand, comparison.RightOperand),
            IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } instance, Arguments.Length: 1 } call => (instance, call.Arguments[0].Value),
            _ => default,
        };
        var isParameterLeft = left?.DescendantsAndSelf().Any(one => one is IParameterReferenceOperation parameter && function.Symbol.Parameters.Contains(parameter.Parameter, SymbolEqualityComparer.Default)) == true;
        return isParameterLeft ? right : left;
    }

    private static bool IsOfNewTransaction(IPropertyReferenceOperation property, ConsumerTypes types) => property.Instance is { } instance
        && Origins.Of(instance).Any(one => one is IPropertyReferenceOperation { Property.Name: "Data", Instance.Type: { Name: "TransactionCreated" } type } && types.IsWebhook(type));
}
