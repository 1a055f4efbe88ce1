using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Partnero.Contracts.Analyzers.Reading;

namespace Partnero.Contracts.Analyzers.Rules;

/// <summary>PTN0207: a project registers handlers, and one of them not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnregisteredHandlerAnalyzer : ConsumerAnalyzer
{
    /// <summary>The property of the diagnostic that holds the call which is missing, such as <c>Handle&lt;PartnerCreated, WelcomePartner&gt;()</c>.</summary>
    internal const string MissingCall = "Call";

    private const string Builder = "Partnero.Contracts.AspNetCore.PartneroWebhookBuilder";

    /// <summary>Creates it.</summary>
    public UnregisteredHandlerAnalyzer()
        : base(Descriptors.Unregistered)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context, ConsumerTypes types)
    {
        if (types.IsTest)
            return;
        var programs = new ConcurrentBag<IInvocationOperation>();
        var used = new ConcurrentBag<ISymbol>();
        var named = new ConcurrentBag<ISymbol>();
        var registered = new ConcurrentBag<string>();
        var classes = new ConcurrentBag<INamedTypeSymbol>();
        context.RegisterOperationAction(
            inside => Collect(inside.Operation, inside.ContainingSymbol.ContainingType, programs, registered, named),
            OperationKind.Invocation, OperationKind.MethodReference, OperationKind.ObjectCreation, OperationKind.TypeOf);
        context.RegisterSymbolAction(
            inside =>
            {
                var type = (INamedTypeSymbol)inside.Symbol;
                if (type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false } && (types.IsHandler(type) || types.IsInterceptor(type)))
                    classes.Add(type);
                // What another class is built on runs through that one.
                if (type.BaseType is { } basis)
                    AddTo(used, basis);
            },
            SymbolKind.NamedType);
        // So does what a function is given.
        context.RegisterSymbolAction(
            inside =>
            {
                var method = (IMethodSymbol)inside.Symbol;
                foreach (var parameter in method.Parameters)
                    AddTo(used, parameter.Type);
                // A library that hands its builder out has its host register what it likes.
                if (method.DeclaredAccessibility == Accessibility.Public && inside.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && Calls.NameOf(method.ReturnType) == Builder)
                    named.Add(method.ReturnType);
            },
            SymbolKind.Method);
        context.RegisterOperationAction(
            inside =>
            {
                foreach (var parameter in ((IAnonymousFunctionOperation)inside.Operation).Symbol.Parameters)
                    AddTo(used, parameter.Type);
            },
            OperationKind.AnonymousFunction);
        context.RegisterCompilationEndAction(end =>
        {
            // Without a program it is a library of handlers; where something is registered by a variable type, which ones is not to be seen.
            if (!programs.IsEmpty && !named.Any(one => IsAnyHandler(one, types)))
                Report(end, types, [.. programs], [.. registered], new HashSet<ISymbol>(used.Concat(named), SymbolEqualityComparer.Default), classes);
        });
    }

    private static void Collect(IOperation operation, INamedTypeSymbol? within, ConcurrentBag<IInvocationOperation> programs, ConcurrentBag<string> registered, ConcurrentBag<ISymbol> named)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                Collect(call.TargetMethod, within, registered, named);
                if (Calls.Is(call.TargetMethod, "Microsoft.Extensions.DependencyInjection.PartneroWebhookServices", "AddPartneroWebhooks"))
                    programs.Add(call);
                break;
            case IMethodReferenceOperation { Method: var method }:
                Collect(method, within, registered, named);
                break;
            case IObjectCreationOperation { Type: { } created }:
                named.Add(created);
                break;
            case ITypeOfOperation { TypeOperand: { } type }:
                named.Add(type.OriginalDefinition);
                break;
            default:
                break;
        }
    }

    private static void Collect(IMethodSymbol method, INamedTypeSymbol? within, ConcurrentBag<string> registered, ConcurrentBag<ISymbol> named)
    {
        if (Calls.Is(method, Builder, "Handle", "Intercept", "HandleUnreadable") && !method.TypeArguments.Any(argument => argument is ITypeParameterSymbol))
        {
            registered.Add(NameOf(method.TypeArguments));
            // Of a handler for what several events have in common, one of them is enough.
            registered.Add(method.TypeArguments[method.TypeArguments.Length - 1].ToDisplayString());
            return;
        }

        // A class names itself, as for its log.
        foreach (var argument in method.TypeArguments.Where(argument => !SymbolEqualityComparer.Default.Equals(argument, within)))
            named.Add(argument);
    }

    private static void AddTo(ConcurrentBag<ISymbol> used, ITypeSymbol type)
    {
        used.Add(type.OriginalDefinition);
        if (type is INamedTypeSymbol { TypeArguments: var arguments })
        {
            foreach (var argument in arguments)
                used.Add(argument);
        }
    }

    private static void Report(
        CompilationAnalysisContext context, ConsumerTypes types, List<IInvocationOperation> programs, HashSet<string> registered, HashSet<ISymbol> used, IEnumerable<INamedTypeSymbol> classes)
    {
        foreach (var type in classes.Where(type => !used.Contains(type)))
        {
            var calls = Needed(type, types).Where(one => !registered.Contains(one.Types)).Select(one => (one.Short, one.Whole)).ToList();
            if (calls.Count == 0)
                continue;
            // Of several programs, which one it belongs to is for the writer to say.
            var places = programs.Count == 1 ? [programs[0].Syntax.GetLocation()] : Enumerable.Empty<Location>();
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Unregistered, type.Locations.First(location => location.IsInSource), places, ImmutableDictionary<string, string?>.Empty.Add(MissingCall, string.Join(".", calls.Select(call => call.Whole))),
                type.Name, string.Join(" and ", calls.Select(call => "." + call.Short))));
        }
    }

    /// <summary>Whether it stands for any handler: a type parameter that is one, or the interface or the builder that is looked for by reflection.</summary>
    private static bool IsAnyHandler(ISymbol named, ConsumerTypes types) => named switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.OfType<INamedTypeSymbol>().Any(types.IsOurs),
        INamedTypeSymbol type => (type.TypeKind == TypeKind.Interface && types.IsOurs(type)) || Calls.NameOf(type) == Builder,
        _ => false,
    };

    /// <summary>The calls that register a type for all that it handles, how their types are named, and how they are written anywhere.</summary>
    private static IEnumerable<(string Types, string Short, string Whole)> Needed(INamedTypeSymbol type, ConsumerTypes types)
    {
        var whole = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        foreach (var handled in type.AllInterfaces.Where(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, types.Handler)).Select(one => one.TypeArguments[0]))
        {
            yield return (handled.IsAbstract ? type.ToDisplayString() : NameOf(ImmutableArray.Create(handled, type)), $"Handle<{handled.Name}, {type.Name}>()",
                $"Handle<{handled.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}, {whole}>()");
        }

        if (types.IsInterceptor(type))
            yield return (NameOf(ImmutableArray.Create<ITypeSymbol>(type)), $"Intercept<{type.Name}>()", $"Intercept<{whole}>()");
    }

    private static string NameOf(ImmutableArray<ITypeSymbol> arguments) => string.Join(", ", arguments.Select(argument => argument.ToDisplayString()));
}
