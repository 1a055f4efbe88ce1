using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Partnero.Contracts.Generator.Diagnostics;

/// <summary>Everything that can be wrong with a schema. Each id has a page in docs/diagnostics.</summary>
internal static class SchemaDiagnostics
{
    /// <summary>The first of all fields, since the descriptors need it. <c>RepositoryUrl</c> stands in Directory.Build.props.</summary>
    private static readonly string Pages = typeof(SchemaDiagnostics).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryUrl").Value + "/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotJson = Error("PTN0001", "The schema is not JSON", "{0}. Until it is fixed, this file generates nothing.");

    public static readonly DiagnosticDescriptor WrongType = Error("PTN0002", "A keyword has a value of the wrong type", "'{0}' must be {1}, and is {2}");

    public static readonly DiagnosticDescriptor UnknownReference = Error("PTN0003", "A $ref leads nowhere", "No schema is at '{0}': {1}");

    public static readonly DiagnosticDescriptor TwoSchemasForOneEvent = Error("PTN0004", "Two schemas describe one event", "The event '{0}' is described by {1} too: remove one of the two PartneroSchema items");

    public static readonly DiagnosticDescriptor UnsupportedKeyword = Warning("PTN0005", "A keyword is not honoured by generated code", "'{0}' is not honoured by generated code: what it forbids would be read all the same. Say it with other keywords, or check it in the handler.");

    public static readonly DiagnosticDescriptor UnknownKeyword = Warning("PTN0006", "A keyword is not JSON Schema draft-07", "'{0}' is no keyword of JSON Schema draft-07: correct it, or begin its name with 'x-'");

    public static readonly DiagnosticDescriptor NameClash = Error("PTN0007", "Two parts of the schemas generate one name", "{0} would generate the name '{1}', which {2} has already: give one of them a 'title' or another name");

    public static readonly DiagnosticDescriptor EndlessReference = Error("PTN0008", "A $ref leads back to itself", "{0}");

    public static readonly DiagnosticDescriptor UnsupportedUnion = Error("PTN0009", "A choice of types is not supported", "This choice between {0} has no C# type. Supported are: a type or null, an open or closed set of strings, a string or an integer (an id), an object or an empty list, a list or an object of its items, and an object or its bare id.");

    public static readonly DiagnosticDescriptor BadOption = Error("PTN0010", "An option is not valid", "{0} is '{1}', and must be {2}");

    public static readonly DiagnosticDescriptor UncheckedChoice = Create("PTN0011", "Which properties must come together is not checked", "Which properties this '{0}' asks for is not checked by generated code: those that not every branch requires may be null. Check it in the handler.", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor TwoDescriptions = Error("PTN0012", "Two descriptions of a property cannot be joined", "'{0}' is described twice, by parts of an allOf of which neither is narrower than the other: describe it once, or as the types that both allow");

    public static readonly DiagnosticDescriptor BesideReference = Error("PTN0013", "A keyword stands beside $ref", "'{0}' stands beside $ref, where draft-07 ignores it and other drafts do not: put both into an allOf");

    public static readonly DiagnosticDescriptor UndescribedName = Warning("PTN0014", "A required name is no property", "'{0}' is required, and no property has this name: correct it, or describe the property");

    public static readonly DiagnosticDescriptor NotOfEvent = Warning("PTN0015", "A schema file describes no event", "{0}");

    private static readonly DiagnosticDescriptor[] All =
    [
        NotJson, WrongType, UnknownReference, TwoSchemasForOneEvent, UnsupportedKeyword,
        UnknownKeyword, NameClash, EndlessReference, UnsupportedUnion, BadOption, UncheckedChoice, TwoDescriptions,
        BesideReference, UndescribedName, NotOfEvent,
    ];

    public static DiagnosticDescriptor ById(string id) => All.First(descriptor => descriptor.Id == id);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Partnero.Schema", severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md");
}
