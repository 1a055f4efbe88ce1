using System.Diagnostics;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>Asks a probe again that has answered before, for as long as what it failed by may pass.</summary>
internal sealed class AskingAgain
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private bool _wasThere;

    /// <exception cref="ProbeException">It still does not answer as it must; the message says how.</exception>
    public async Task<ProbeAnswer> RunAsync(Func<Task<ProbeAnswer>> ask, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); ;)
        {
            // Taken before the request: that time ran out shows nothing unless the probe was asked after it.
            var elapsed = clock.Elapsed;
            try
            {
                var answer = await ask().ConfigureAwait(false);
                _wasThere = true;
                return answer;
            }
            catch (ProbeException exception) when (_wasThere && elapsed < exception.AskAgainFor)
            {
                await Task.Delay(Between, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
