using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Partnero.Contracts.Analyzers.Reading;

/// <summary>What the variables of a member are set to, found once for all questions about it.</summary>
internal sealed class MemberFlow
{
    private static readonly ConditionalWeakTable<IOperation, MemberFlow> Known = new();

    private readonly Dictionary<ISymbol, List<IOperation>> _set = new(SymbolEqualityComparer.Default);

    private MemberFlow(IOperation member)
    {
        All = [.. member.DescendantsAndSelf()];
        foreach (var one in All)
        {
            switch (one)
            {
                case IVariableDeclaratorOperation declared when declared.GetVariableInitializer() is { } initializer:
                    Add(declared.Symbol, initializer.Value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    Add(target.Local, assignment.Value);
                    break;
                case ICoalesceAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    Add(target.Local, assignment.Value);
                    break;
                case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } symbol } } matched:
                    Add(symbol, matched.Value);
                    break;
                case IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } symbol } } matched:
                    Add(symbol, matched.Value);
                    break;
                // What fills a variable is a call, and what goes into it is something else.
                case IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation filling } filled:
                    foreach (var target in filled.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
                        Add(target.Local, filling);
                    break;
                default:
                    break;
            }
        }

        HasSignature = All.Any(one => (one is IInvocationOperation call && Calls.IsSignature(call)) || Calls.IsSignatureHeader(one));
    }

    /// <summary>All operations of the member.</summary>
    public IReadOnlyList<IOperation> All { get; }

    /// <summary>Whether a signature is computed in it, or read from a request.</summary>
    public bool HasSignature { get; }

    /// <summary>The flow of the member in which an operation stands, with all functions around it.</summary>
    public static MemberFlow Around(IOperation operation)
    {
        var member = operation;
        while (member.Parent is { } outer)
            member = outer;
        return Known.GetValue(member, one => new MemberFlow(one));
    }

    /// <summary>All that a variable is set to.</summary>
    public IReadOnlyList<IOperation> SetTo(ILocalSymbol variable) => _set.TryGetValue(variable, out var values) ? values : [];

    private void Add(ISymbol variable, IOperation value)
    {
        if (!_set.TryGetValue(variable, out var values))
            _set[variable] = values = [];
        values.Add(value);
    }
}
