using System.Data.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Partnero.Contracts.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an inbox in a database that is reached by ADO.NET: SQLite or PostgreSQL.</summary>
public static class AdoNetInbox
{
    /// <summary>The table, unless another is given.</summary>
    public const string DefaultTable = "partnero_inbox";

    /// <summary>
    /// Makes each event take effect once: the inbox's row, what the handler does in the <see cref="WebhookTransaction"/>, and the mark that it is
    /// done are one transaction. A duplicate is acknowledged and does nothing.
    /// </summary>
    /// <param name="builder">The program.</param>
    /// <param name="database">
    /// Finds the database, such as <c>SqliteFactory.Instance.CreateDataSource("Data Source=billing.db")</c> or <c>NpgsqlDataSource.Create("Host=…")</c>, once.
    /// It stays the caller's to dispose.
    /// </param>
    /// <param name="configure">Sets the options, such as <see cref="PartneroInboxOptions.Mode"/>.</param>
    /// <param name="table">The name of the table: letters, digits and <c>_</c>. It is created where it is not there.</param>
    /// <exception cref="ArgumentException">The name of the table has other characters.</exception>
    /// <exception cref="InvalidOperationException">The program has an inbox already, or a handler of unreadable deliveries.</exception>
    public static PartneroWebhookBuilder UseAdoNetInbox(this PartneroWebhookBuilder builder, Func<IServiceProvider, DbDataSource> database, Action<PartneroInboxOptions>? configure = null, string table = DefaultTable)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);
        if (string.IsNullOrEmpty(table) || !table.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            throw new ArgumentException($"The table is called '{table}': give it a name of ASCII letters, digits and '_'.", nameof(table));
        builder.Services.TryAddScoped<WebhookTransaction>();
        return builder.UseInbox(services => new AdoNetInboxStore(database(services), table, services.GetService<TimeProvider>() ?? TimeProvider.System), configure);
    }
}
