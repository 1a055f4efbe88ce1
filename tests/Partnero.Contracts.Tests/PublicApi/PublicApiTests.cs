using System.Reflection;
using Microsoft.AspNetCore.Builder;
using PublicApiGenerator;
using Xunit;

namespace Partnero.Contracts.Tests.PublicApi;

/// <summary>What is public is public by decision: a change shows in the committed snapshot, beside the change that caused it.</summary>
public class PublicApiTests
{
    // The version and the commit are in the assembly's attributes, and change with every build.
    // The extension methods stand in Microsoft's namespaces, which the tool leaves out unless told.
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] };

    [Fact]
    public void Partnero_Contracts_is_what_was_accepted() => Check(typeof(PartneroWebhook).Assembly);

    [Fact]
    public void Partnero_Contracts_AspNetCore_is_what_was_accepted() => Check(typeof(PartneroWebhookEndpoints).Assembly);

    [Fact]
    public void Partnero_Contracts_Fixtures_is_what_was_accepted() => Check(typeof(Testing.WebhookDelivery).Assembly);

    [Fact]
    public void Partnero_Contracts_Testing_is_what_was_accepted() => Check(typeof(Testing.PartneroContract).Assembly);

    [Fact]
    public void Partnero_Contracts_Testing_Xunit_is_what_was_accepted() => Check(typeof(WebhookPropertyAttribute).Assembly);

    private static void Check(Assembly assembly) =>
        Snapshot.OfThisProject("PublicApi", assembly.GetName().Name!).Verify(assembly.GeneratePublicApi(Options) + "\n");
}
