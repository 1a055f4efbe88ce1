using System;
using Microsoft.CodeAnalysis.Text;

namespace Partnero.Contracts.Generator.Parsing.Json;

/// <summary>Text that is not JSON, and where it goes wrong.</summary>
internal sealed class JsonSyntaxException(string message, TextSpan span) : Exception(message)
{
    public TextSpan Span { get; } = span;
}
