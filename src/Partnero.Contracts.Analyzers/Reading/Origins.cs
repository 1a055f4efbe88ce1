using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>What a value is made of, as far as the member shows in which it stands.</summary>
internal static class Origins
{
    /// <summary>Calls that give back what they are given, in another form.</summary>
    private static readonly HashSet<string> Forms =
    [
        "GetBytes", "GetString", "ToHexString", "ToHexStringLower", "FromHexString", "ToBase64String", "FromBase64String", "ToString", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant",
        "Trim", "TrimStart", "TrimEnd", "Replace", "ToArray", "AsSpan", "AsMemory", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Concat", "ConfigureAwait",
    ];

    private static readonly HashSet<string> Wrappers = ["System.ReadOnlySpan", "System.Span", "System.ReadOnlyMemory", "System.Memory", "System.String", "Microsoft.Extensions.Primitives.StringValues"];

    /// <summary>
    /// A value, in all forms that it had, and what the variables in it were set to. What goes into any other call is not looked at: what comes out is
    /// something else.
    /// </summary>
    public static IEnumerable<IOperation> Of(IOperation value)
    {
        var flow = MemberFlow.Around(value);
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<IOperation>();
        open.Push(value);
        while (open.Count > 0)
        {
            var one = open.Pop();
            yield return one;
            foreach (var part in one is ILocalReferenceOperation variable ? known.Add(variable.Local) ? flow.SetTo(variable.Local) : [] : Parts(one))
                open.Push(part);
        }
    }

    /// <summary>Without the conversions and awaits around it.</summary>
    public static IOperation Bare(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Bare(conversion.Operand),
        IAwaitOperation awaited => Bare(awaited.Operation),
        IParenthesizedOperation inner => Bare(inner.Operand),
        _ => operation,
    };

    /// <summary>Whether an operation stands in code that becomes a tree, such as a query: nothing of it runs here.</summary>
    public static bool IsInTree(IOperation operation)
    {
        for (var one = operation; one is not null; one = one.Parent)
        {
            if (one is IAnonymousFunctionOperation && (Calls.NameOf(one.Parent?.Type) == "System.Linq.Expressions.Expression" || Calls.NameOf(one.Parent?.Parent?.Type) == "System.Linq.Expressions.Expression"))
                return true;
        }

        return false;
    }

    /// <summary>What a field is set to where it is declared in the same file: the meaning of another file is not at hand.</summary>
    private static IEnumerable<IOperation> Initial(IFieldSymbol field, IOperation at) =>
        field.DeclaringSyntaxReferences.Select(place => place.GetSyntax()).OfType<VariableDeclaratorSyntax>()
            .Where(declared => declared.Initializer is not null && declared.SyntaxTree == at.Syntax.SyntaxTree && at.SemanticModel is not null)
            .Select(declared => at.SemanticModel!.GetOperation(declared.Initializer!.Value)).OfType<IOperation>();

    private static IEnumerable<IOperation> Parts(IOperation operation) => operation switch
    {
        IConversionOperation conversion => [conversion.Operand],
        IAwaitOperation awaited => [awaited.Operation],
        IParenthesizedOperation inner => [inner.Operand],
        ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
        IConditionalOperation { WhenFalse: { } otherwise } condition => [condition.WhenTrue, otherwise],
        ISwitchExpressionOperation choice => choice.Arms.Select(arm => arm.Value),
        ISimpleAssignmentOperation assignment => [assignment.Value],
        IConditionalAccessOperation access => [access.Operation, access.WhenNotNull],
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => [sum.LeftOperand, sum.RightOperand],
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().Select(part => part.Expression),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Syntax: CollectionExpressionSyntax } => operation.ChildOperations,
        // The text that takes the place of a setting which is missing.
        IInvocationOperation { TargetMethod.Name: "GetValue" } call when Calls.Argument(call, "defaultValue") is { } otherwise => [otherwise],
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => Initial(field, operation),
        IInvocationOperation call when Forms.Contains(call.TargetMethod.Name) && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty =>
            (call.Instance is null ? [] : new[] { call.Instance }).Concat(call.Arguments.Select(argument => argument.Value)),
        IObjectCreationOperation created when Wrappers.Contains(Calls.NameOf(created.Type)) => created.Arguments.Select(argument => argument.Value),
        _ => [],
    };
}
