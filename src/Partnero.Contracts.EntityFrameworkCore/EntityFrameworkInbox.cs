using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an inbox in an EF Core database.</summary>
public static class EntityFrameworkInbox
{
    /// <summary>
    /// Makes each event take effect once: the inbox's row, what the handler changes through the same context, and the mark that it is done are one
    /// transaction. A duplicate is acknowledged and does nothing.
    /// </summary>
    /// <typeparam name="TContext">The context that handlers change. Its model has the inbox's table: call <c>modelBuilder.AddPartneroInbox()</c> in its <c>OnModelCreating</c>.</typeparam>
    /// <param name="builder">The program.</param>
    /// <param name="configure">Sets the options, such as <see cref="PartneroInboxOptions.Mode"/>.</param>
    /// <remarks>
    /// A handler takes the context as a dependency, changes it, and need not save: the inbox saves what is left, and says so in the log.
    /// The handler, and interceptors that are registered after the inbox, run inside of the context's execution strategy (<c>EnableRetryOnFailure</c>),
    /// and so again after a transient failure, with nothing tracked; up to twice more after a <see cref="DbUpdateException"/> too, such as where another
    /// transaction has changed the same entity. What they do outside of the database may then happen twice.
    /// The application does not start where the context is not scoped, or where its model lacks the table.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The program has an inbox already, or a handler of unreadable deliveries.</exception>
    public static PartneroWebhookBuilder UseEntityFrameworkInbox<TContext>(this PartneroWebhookBuilder builder, Action<PartneroInboxOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        return builder.UseInbox(provider => ActivatorUtilities.CreateInstance<EntityFrameworkInboxStore<TContext>>(provider, ContextLifetime.Of<TContext>(services)), configure);
    }
}
