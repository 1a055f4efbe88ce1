using System.Reflection;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>Generated code, compiled without a warning and loaded.</summary>
internal sealed class GeneratedAssembly(Assembly assembly)
{
    public static CSharpCompilation Empty { get; } = CSharpCompilation.Create(
        "Shop",
        references: [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(PartneroWebhook).Assembly.Location)],
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public WebhookDispatcher Dispatcher { get; } =
        (WebhookDispatcher)Activator.CreateInstance(assembly.GetTypes().Single(type => type.Name == "PartneroDispatcher"))!;

    /// <summary>Fails on every warning, those of documentation comments among them.</summary>
    public static GeneratedAssembly Compile(IReadOnlyDictionary<string, string> sources)
    {
        var options = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Diagnose);
        var compilation = Empty.AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, options, source.Key, Encoding.UTF8)));
        var diagnostics = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        if (diagnostics.Count > 0)
            Assert.Fail(string.Join('\n', diagnostics));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return new GeneratedAssembly(Assembly.Load(image.ToArray()));
    }

    /// <summary>Reads a body as a consumer's receiver does. The types are known only now, so it is read dynamically.</summary>
    public dynamic Read(string body) => Dispatcher.Read(Encoding.UTF8.GetBytes(body));

    public IEnumerable<Type> PublicTypes => assembly.GetExportedTypes();

    public Type Type(string name) => assembly.GetTypes().Single(type => type.Name == name);
}
