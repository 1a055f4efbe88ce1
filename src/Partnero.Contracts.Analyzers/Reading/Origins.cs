using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>What a value is made of, as far as the member shows in which it stands.</summary>
internal static class Origins
{
    /// <summary>
    /// A value, what it is computed from, and what the variables in it were set to. What goes into a function of the project's own, or is done by one, is
    /// not looked at: what comes out may be something else.
    /// </summary>
    public static IEnumerable<IOperation> Of(IOperation value)
    {
        var member = MemberOf(value);
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<IOperation>();
        open.Push(value);
        while (open.Count > 0)
        {
            var one = open.Pop();
            yield return one;
            if (one is IAnonymousFunctionOperation or IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 })
                continue;
            foreach (var part in one.ChildOperations)
                open.Push(part);
            if (one is ILocalReferenceOperation variable && known.Add(variable.Local))
            {
                foreach (var set in SetTo(variable.Local, member))
                    open.Push(set);
            }
        }
    }

    /// <summary>The member in which an operation stands, with all functions around it.</summary>
    public static IOperation MemberOf(IOperation operation)
    {
        var one = operation;
        while (one.Parent is { } outer)
            one = outer;
        return one;
    }

    /// <summary>Without the conversions and awaits around it.</summary>
    public static IOperation Bare(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Bare(conversion.Operand),
        IAwaitOperation awaited => Bare(awaited.Operation),
        IParenthesizedOperation inner => Bare(inner.Operand),
        _ => operation,
    };

    private static IEnumerable<IOperation> SetTo(ILocalSymbol variable, IOperation member)
    {
        foreach (var one in member.DescendantsAndSelf())
        {
            switch (one)
            {
                case IVariableDeclaratorOperation declared when Is(declared.Symbol, variable) && declared.GetVariableInitializer() is { } initializer:
                    yield return initializer.Value;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Is(target.Local, variable):
                    yield return assignment.Value;
                    break;
                case IIsPatternOperation { Pattern: IDeclarationPatternOperation pattern } matched when Is(pattern.DeclaredSymbol, variable):
                    yield return matched.Value;
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation filling } filled when filled.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(target => Is(target.Local, variable)):
                    foreach (var argument in filling.Arguments.Where(argument => argument.Parameter?.RefKind != RefKind.Out))
                        yield return argument.Value;
                    break;
                default:
                    break;
            }
        }
    }

    private static bool Is(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
