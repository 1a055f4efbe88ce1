using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Partnero.Contracts.Analyzers;

/// <summary>What is found in the code around a consumer's webhooks. Each id has a page in docs/diagnostics.</summary>
internal static class Descriptors
{
    /// <summary>The first of all fields, since the descriptors need it.</summary>
    private static readonly string Pages = typeof(Descriptors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(data => data.Key == "RepositoryUrl").Value + "/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor ReserializedBody = Create("PTN0201", "What is verified is not the body that came", "{0}: the signature is of the bytes that came, so read the request's body as bytes, verify these, and parse them afterwards");

    public static readonly DiagnosticDescriptor SignatureComparison = Create("PTN0202", "Signatures are compared in a time that tells where they differ", "'{0}' ends at the first difference, and its time tells a forger how much is right: verify by SignatureVerifier, or compare by CryptographicOperations.FixedTimeEquals");

    public static readonly DiagnosticDescriptor LookThenInsert = Create("PTN0203", "A look and then an insert lets two duplicates through", "Two duplicates at one moment both look here before either has inserted, and both take effect: register an inbox (UseEntityFrameworkInbox, UseAdoNetInbox), or insert first and let a unique index refuse the second", "CompilationEnd");

    public static readonly DiagnosticDescriptor KeyAsIdentity = Create("PTN0204", "A transaction's key is not its identity", "Two transactions may have the same Key, so the second is taken for a duplicate of the first here: remember the delivery (webhook.Identity, or an inbox), and give the transaction an id of your own");

    public static readonly DiagnosticDescriptor UnawaitedWork = Create("PTN0205", "Work of a handler is not awaited", "'{0}' goes on after the delivery was acknowledged: what fails then, or is cut off by a restart, is lost. Await it, or store first (InboxMode.StoreFirst)");

    public static readonly DiagnosticDescriptor LiteralSecret = Create("PTN0206", "The signing secret is written in the code", "{0}: whoever knows it can sign. Read it from the configuration (user-secrets, environment), and let a missing one stop the start.");

    public static readonly DiagnosticDescriptor Unregistered = Create("PTN0207", "A handler or an interceptor is not registered", "{0} is registered nowhere, so it never runs: add {1} to AddPartneroWebhooks, or remove it", "CompilationEnd");

    public static readonly DiagnosticDescriptor[] All = [ReserializedBody, SignatureComparison, LookThenInsert, KeyAsIdentity, UnawaitedWork, LiteralSecret, Unregistered];

    private static DiagnosticDescriptor Create(string id, string title, string message, params string[] tags) =>
        new(id, title, message, "Partnero.Consumer", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md", customTags: tags);
}
