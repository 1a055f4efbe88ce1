using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Specimens.Billing;

namespace Partnero.Contracts.Specimens.Defects;

/// <summary>What a specimen has seen, for as long as its faults are remembered: also after a restart.</summary>
internal static class Seen
{
    private static readonly ConditionalWeakTable<FaultPoints, ConcurrentDictionary<string, bool>> All = [];

    public static ConcurrentDictionary<string, bool> Of(HttpContext context) =>
        All.GetOrCreateValue(context.RequestServices.GetRequiredService<FaultPoints>());
}
