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
        var registered = new ConcurrentBag<string>();
        var classes = new ConcurrentBag<INamedTypeSymbol>();
        context.RegisterOperationAction(inside => Collect(inside.Operation, programs, registered, used), OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.TypeOf);
        context.RegisterSymbolAction(
            inside =>
            {
                var type = (INamedTypeSymbol)inside.Symbol;
                if (type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false } && (types.IsHandler(type) || types.IsInterceptor(type)))
                    classes.Add(type);
                // What another class is built on, or is given, runs through that one.
                foreach (var part in type.Constructors.SelectMany(constructor => constructor.Parameters).Select(parameter => parameter.Type).Append(type.BaseType))
                {
                    if (part is not null)
                        used.Add(part.OriginalDefinition);
                }
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, types, [.. programs], [.. registered], new HashSet<ISymbol>(used, SymbolEqualityComparer.Default), classes));
    }

    private static void Collect(IOperation operation, ConcurrentBag<IInvocationOperation> programs, ConcurrentBag<string> registered, ConcurrentBag<ISymbol> used)
    {
        switch (operation)
        {
            case IInvocationOperation call when Calls.Is(call.TargetMethod, Builder, "Handle", "Intercept") && !call.TargetMethod.TypeArguments.Any(argument => argument is ITypeParameterSymbol):
                registered.Add(NameOf(call.TargetMethod.TypeArguments));
                break;
            case IInvocationOperation call when call.TargetMethod.TypeArguments.Length > 0:
                foreach (var argument in call.TargetMethod.TypeArguments)
                    used.Add(argument);
                if (Calls.Is(call.TargetMethod, "Microsoft.Extensions.DependencyInjection.PartneroWebhookServices", "AddPartneroWebhooks"))
                    programs.Add(call);
                break;
            case IObjectCreationOperation { Type: { } created }:
                used.Add(created);
                break;
            case ITypeOfOperation { TypeOperand: { } named }:
                used.Add(named);
                break;
            default:
                break;
        }
    }

    private static void Report(
        CompilationAnalysisContext context, ConsumerTypes types, List<IInvocationOperation> programs, HashSet<string> registered, HashSet<ISymbol> used, IEnumerable<INamedTypeSymbol> classes)
    {
        // Without a program it is a library of handlers; where something is registered by a variable type, which ones is not to be seen.
        if (programs.Count == 0 || used.Any(one => one is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsOfLibrary)))
            return;
        foreach (var type in classes.Where(type => !used.Contains(type)))
        {
            var calls = Needed(type, types).Where(one => !registered.Contains(one.Types)).Select(one => one.Call).ToList();
            if (calls.Count == 0)
                continue;
            var properties = ImmutableDictionary<string, string?>.Empty.Add(MissingCall, string.Join(".", calls));
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Unregistered, type.Locations.First(location => location.IsInSource), [programs[0].Syntax.GetLocation()], properties, type.Name, string.Join(" and ", calls.Select(call => "." + call))));
        }
    }

    private static bool IsOfLibrary(ITypeSymbol constraint) => Calls.NameOf(constraint).StartsWith("Partnero.Contracts.", System.StringComparison.Ordinal);

    /// <summary>The calls that register a type for all that it handles, and how their types are named.</summary>
    private static IEnumerable<(string Types, string Call)> Needed(INamedTypeSymbol type, ConsumerTypes types)
    {
        foreach (var handled in type.AllInterfaces.Where(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, types.Handler)).Select(one => one.TypeArguments[0]))
            yield return (NameOf(ImmutableArray.Create(handled, type)), $"Handle<{handled.Name}, {type.Name}>()");
        if (types.IsInterceptor(type))
            yield return (NameOf(ImmutableArray.Create<ITypeSymbol>(type)), $"Intercept<{type.Name}>()");
    }

    private static string NameOf(ImmutableArray<ITypeSymbol> arguments) => string.Join(", ", arguments.Select(argument => argument.ToDisplayString()));
}
