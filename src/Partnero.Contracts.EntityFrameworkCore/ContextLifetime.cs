using Microsoft.Extensions.DependencyInjection;

namespace Partnero.Contracts.EntityFrameworkCore;

/// <summary>Whether a handler gets the context that the inbox has opened its transaction on.</summary>
/// <param name="Registered">How long one instance of the context lives; null where it is not registered.</param>
internal sealed record ContextLifetime(ServiceLifetime? Registered)
{
    public static ContextLifetime Of<TContext>(IServiceCollection services) => new(services.LastOrDefault(service => service.ServiceType == typeof(TContext) && !service.IsKeyedService)?.Lifetime);

    /// <exception cref="InvalidOperationException">It does not: what it changes would be saved in no transaction, or in that of another delivery.</exception>
    public void Check(string context)
    {
        if (Registered is null)
            throw new InvalidOperationException($"The inbox works on {context}, which is not registered. Call services.AddDbContext<{context}>(…).");
        if (Registered != ServiceLifetime.Scoped)
            throw new InvalidOperationException($"The inbox works on {context}, which is registered as {Registered}: handlers would not share it with the inbox, nor so its transaction. Register it as scoped, as services.AddDbContext<{context}>(…) does.");
    }
}
