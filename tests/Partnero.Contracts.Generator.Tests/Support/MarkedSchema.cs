using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>A schema in which « and » stand around the place where a diagnostic belongs.</summary>
internal sealed class MarkedSchema
{
    private readonly LinePositionSpan _place;

    private MarkedSchema(string marked, Func<string, SchemaInput> create)
    {
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        var end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        Schema = create(marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal));
        _place = Schema.GetText().Lines.GetLinePositionSpan(TextSpan.FromBounds(start, end));
    }

    public SchemaInput Schema { get; }

    public static MarkedSchema Event(string marked, string name = "order.paid") => new(marked, text => SchemaInput.Event(name, text));

    /// <summary>Fails unless the one diagnostic of these schemas is this one, at the marked place.</summary>
    public Diagnostic Reports(string id, DiagnosticSeverity severity, params IEnumerable<SchemaInput> others)
    {
        var diagnostic = Assert.Single(GeneratorRun.Of([Schema, .. others]).Diagnostics);
        var place = diagnostic.Location.GetMappedLineSpan();
        Assert.Equal((id, severity, Schema.Path, _place), (diagnostic.Id, diagnostic.Severity, place.Path, place.Span));
        return diagnostic;
    }
}
