using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>One record of a log.</summary>
/// <param name="Category">Who logged it.</param>
/// <param name="Level">How grave it is; none for the values of a scope.</param>
/// <param name="EventName">The name of the logged event, if it has one.</param>
/// <param name="Text">All that the record holds.</param>
internal sealed record LogRecord(string Category, LogLevel Level, string? EventName, string Text);
