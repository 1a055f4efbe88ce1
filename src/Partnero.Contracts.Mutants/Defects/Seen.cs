using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What a mutant has seen, also before a restart and at its other replica, which share its failure points.</summary>
internal static class Seen
{
    private static readonly ConditionalWeakTable<FailurePoints, ConcurrentDictionary<string, bool>> All = [];

    public static ConcurrentDictionary<string, bool> Of(HttpContext context) => Of(context.RequestServices);

    public static ConcurrentDictionary<string, bool> Of(IServiceProvider services) => All.GetOrCreateValue(services.GetRequiredService<FailurePoints>());
}
