using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Partnero.Contracts.EntityFrameworkCore;

/// <summary>
/// One transaction of a context. It runs again, with nothing tracked, where it failed for a moment, as the context's execution strategy has it; and
/// where another transaction was faster, which a concurrency token or a key shows.
/// </summary>
internal static class InboxTransaction
{
    private const int MaxConflicts = 2;

    /// <param name="context">The context.</param>
    /// <param name="run">Runs in the transaction, and says whether it is to be committed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was committed.</returns>
    public static async Task<bool> RunAsync(DbContext context, Func<IDbContextTransaction, CancellationToken, Task<bool>> run, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                return await context.Database.CreateExecutionStrategy().ExecuteAsync(token => RunOnceAsync(context, run, token), cancellationToken);
            }
            catch (DbUpdateException) when (conflicts < MaxConflicts)
            {
                // Nothing is committed. What is no conflict fails again, and then comes out.
            }
        }
    }

    private static async Task<bool> RunOnceAsync(DbContext context, Func<IDbContextTransaction, CancellationToken, Task<bool>> run, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await run(transaction, cancellationToken))
            return false;
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
