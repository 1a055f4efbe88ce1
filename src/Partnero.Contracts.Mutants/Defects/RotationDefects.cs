using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>Consumers that are wrong about a signing secret that changes.</summary>
internal static class RotationDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Holding("takes-one-secret", "takes the newest of its signing secrets alone", ["ROTATE-01"], (_, now) => [now[^1]]),
        Holding("keeps-the-first-secret", "goes on with the signing secret that it started with", ["ROTATE-02", "ROTATE-01", "ROTATE-03"], (before, _) => before),
        Holding("never-forgets-a-secret", "takes each signing secret that it ever had", ["ROTATE-03"], (before, now) => [.. now.Concat(before).Distinct()]),
        new("keyed-on-the-signature", "takes the signature for the identity", ["ROTATE-04"], builder =>
        {
            builder.Services.AddHttpContextAccessor();
            builder.Intercept((services, webhook, next, cancellationToken) => services.GetRequiredService<Inbox>().ApplyOnceAsync(
                webhook, services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request.Headers["Signature"].ToString(), next, cancellationToken));
        }),
    ];

    private static Mutant Holding(string name, string description, IReadOnlyList<string> breaks, Func<IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>> change) =>
        new(name, description, breaks, builder => builder.Inbox().Secrets.Change = change);
}
