using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>A schema as MSBuild hands it to the generator: a file and the metadata of its item.</summary>
internal sealed class SchemaInput(string path, string text, string kind, string origin) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    public override string Path => path;

    public string Kind => kind;

    public string Origin => origin;

    public string Content => text;

    /// <summary>An event that the project describes itself.</summary>
    public static SchemaInput Event(string name, string text) => new($"/shop/schemas/{name}.schema.json", text, "event", "project");

    /// <summary>A definition of the project, for others to refer to.</summary>
    public static SchemaInput Definition(string name, string text) => new($"/shop/schemas/{name}.schema.json", text, "definition", "project");

    public SchemaInput With(string changed) => new(path, changed, kind, origin);

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
