using Partnero.Contracts.Testing.Proposals;
using Partnero.Contracts.Testing.Received;

namespace Partnero.Contracts.Tool.Output;

/// <summary>What schemas make of one delivery.</summary>
/// <param name="Source">Where it was read from.</param>
/// <param name="Reading">What a consumer makes of it.</param>
/// <param name="Changes">The changes of its event's schema that would take it.</param>
/// <param name="Later">What is wrong with it besides, and comes to light only once the rest is taken.</param>
internal sealed record SchemaCheck(string Source, DeliveryReading Reading, IReadOnlyList<SchemaChange> Changes, IReadOnlyList<SchemaMisfit> Later);
