using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Model;

namespace Partnero.Contracts.Generator.Diagnostics;

/// <summary>A diagnostic as a value, so that steps which carry it can be compared.</summary>
internal sealed record DiagnosticInfo(string Id, string Path, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        SchemaDiagnostics.ById(Id),
        Path.Length == 0 ? Location.None : Location.Create(Path, Span, Lines),
        [.. Arguments]);
}
