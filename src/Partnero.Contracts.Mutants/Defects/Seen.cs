using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Billing;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What a mutant has seen, for as long as its faults are remembered: also after a restart.</summary>
internal static class Seen
{
    private static readonly ConditionalWeakTable<FaultPoints, ConcurrentDictionary<string, bool>> All = [];

    public static ConcurrentDictionary<string, bool> Of(HttpContext context) =>
        All.GetOrCreateValue(context.RequestServices.GetRequiredService<FaultPoints>());
}
