namespace Partnero.Contracts.Testing.Session;

/// <summary>How many histories are run, and for how long.</summary>
/// <param name="Histories">How many at most.</param>
/// <param name="Budget">After this time none is begun.</param>
/// <param name="Smaller">How long smaller ones are tried where one shows a fault.</param>
internal sealed record HistoryLimits(int Histories, TimeSpan Budget, TimeSpan Smaller)
{
    /// <summary>Enough to find what happens in one of ten histories, in seconds.</summary>
    public static HistoryLimits Default { get; } = new(16, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(4));
}
