using Partnero.Contracts.Testing;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>One run of <c>check</c>.</summary>
internal static class CheckRun
{
    public static async Task<int> RunAsync(CheckOptions options, CancellationToken cancellationToken)
    {
        using var probes = new HttpProbes();
        var consumer = options.ToConsumer(probes);
        var clauses = options.ToClauses();
        using var reportFile = ReportFile.Open(options.ReportPath);

        var report = await ContractProgress.RunAsync(new ContractRunner(consumer, options.Seed), clauses, consumer.Address.ToString(), cancellationToken);
        reportFile?.Write(report);
        ContractView.Write(report);
        if (report.IsSecretDoubtful)
        {
            throw new UsageException(
                $"{consumer.Address} refuses every valid delivery. Either it has another signing secret than the one given here (--secret, PARTNERO_SECRET), or it is not the address of the webhook.");
        }

        var isBroken = !report.IsKept || (options.IsStrict && report.Count(ClauseOutcome.Advised) > 0);
        return isBroken ? ExitCodes.Broken : ExitCodes.Kept;
    }
}
