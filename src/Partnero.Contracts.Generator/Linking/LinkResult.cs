using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>What a set of schemas generates, and what is wrong with it.</summary>
internal sealed record LinkResult(GenerationModel Model, EquatableArray<DiagnosticInfo> Diagnostics);
