using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What a mutant has seen, also before a restart, which its failure points outlive.</summary>
internal static class Seen
{
    private static readonly ConditionalWeakTable<FailurePoints, ConcurrentDictionary<string, bool>> All = [];

    public static ConcurrentDictionary<string, bool> Of(HttpContext context) =>
        All.GetOrCreateValue(context.RequestServices.GetRequiredService<FailurePoints>());
}
