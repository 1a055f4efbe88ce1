using System.Reflection;
using Microsoft.CodeAnalysis;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic has a page, and the page tells the truth.</summary>
public sealed class DiagnosticPageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.Select(descriptor => descriptor.Id)];

    // PTN0004 is about two files, PTN0010 about none, and PTN0015 about the names of some: their pages are not run.
    public static TheoryData<string> IdsOfOneSchema => [.. Descriptors.Select(descriptor => descriptor.Id).Except(["PTN0004", "PTN0010", "PTN0015"])];

    private static IEnumerable<DiagnosticDescriptor> Descriptors => typeof(SchemaDiagnostics)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(member => member.GetValue(null))
        .OfType<DiagnosticDescriptor>();

    [Fact]
    public void Ids_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Ids.Count).Select(number => $"PTN{number:0000}"), Descriptors.Select(descriptor => descriptor.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_page_with_its_title(string id)
    {
        var title = SchemaDiagnostics.ById(id).Title.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.StartsWith($"# {id}: {title}\n", Page(id), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_help_link_of_a_diagnostic_leads_to_its_page(string id) =>
        Assert.Equal(BuildErrors.PageOf(id), SchemaDiagnostics.ById(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_index_leads_to_every_page(string id) => Assert.Contains($"]({id}.md)", Page("README"), StringComparison.Ordinal);

    [Fact]
    public void No_page_is_left_without_its_diagnostic() => Assert.Equal(
        Descriptors.Select(descriptor => descriptor.Id).Concat(BuildErrors.All.Select(error => error.Id)).Append("README").Order(),
        // Those of the analyzers, PTN02, are theirs.
        Directory.GetFiles(Folders.DiagnosticPages).Select(Path.GetFileNameWithoutExtension).Where(name => !name!.StartsWith("PTN02", StringComparison.Ordinal)).Order());

    [Theory]
    [MemberData(nameof(IdsOfOneSchema))]
    public void The_example_of_a_page_gives_the_message_of_the_page(string id)
    {
        var diagnostic = Assert.Single(GeneratorRun.Of(SchemaInput.Event("order.paid", Examples(id).First())).Diagnostics);
        var place = diagnostic.Location.GetMappedLineSpan();

        Assert.Contains(
            $"{Path.GetFileName(place.Path)}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): "
            + $"{diagnostic.Severity.ToString().ToLowerInvariant()} {id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}",
            Page(id),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(IdsOfOneSchema))]
    public void The_fixed_example_of_a_page_has_no_fault(string id) =>
        Assert.Empty(GeneratorRun.Of(SchemaInput.Event("order.paid", Examples(id).Last())).Diagnostics);

    private static string Page(string name) => File.ReadAllText(Path.Combine(Folders.DiagnosticPages, name + ".md"));

    private static IEnumerable<string> Examples(string id) => Page(id).Split("```json\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]);
}
