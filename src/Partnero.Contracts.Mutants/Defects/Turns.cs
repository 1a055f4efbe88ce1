namespace Partnero.Contracts.Mutants.Defects;

/// <summary>Lets deliveries in one after the other, so that a defect is not mixed with a race.</summary>
internal sealed class Turns : IDisposable
{
    private static readonly SemaphoreSlim Turn = new(1);

    private Turns()
    {
    }

    public static async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        return new Turns();
    }

    public void Dispose() => Turn.Release();
}
