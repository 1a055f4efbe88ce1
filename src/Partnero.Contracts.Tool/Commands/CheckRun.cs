using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Tool.Exit;
using Partnero.Contracts.Tool.Output;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>One run of <c>check</c>.</summary>
internal static class CheckRun
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(CheckOptions options, CancellationToken cancellationToken)
    {
        using var probes = new HttpProbes { AcceptAnyCertificate = options.IsInsecure };
        var all = OwnClauses.With(options.ClausesPath);
        var consumer = options.ToConsumer(probes, all);
        var clauses = ClauseNames.Only(options.Only, all) ?? all;
        if (consumer.SecretOddity is { } oddity)
            ErrorLine.Write($"The secret {oddity}. It is used as it is; if that is not a part of it, look at where it comes from (--secret, {CheckCommand.SecretVariable}).");
        foreach (var warning in consumer.Schemas.Warnings)
            ErrorLine.Write(warning);
        if (options.IsInsecure)
            ErrorLine.Write("Any certificate is accepted (--insecure), so nothing shows that it is the consumer that answers.");
        if (options.Replay is { } token)
            return await ReplayAsync(options, consumer, all, token, cancellationToken);

        using var reportFile = ReportFile.Open(options.ReportPath);
        try
        {
            var report = await ContractProgress.RunAsync(Runner(consumer, options), consumer.Address, clauses, MaskedAddress.Of(consumer.Address).AbsoluteUri, options.IsQuiet, cancellationToken);
            return Conclusion.Write(report, options.IsStrict, reportFile, Presentation(options));
        }
        catch (SchemaException exception)
        {
            throw new UsageException($"No deliveries can be drawn. {exception.Message}");
        }
    }

    private static async Task<int> ReplayAsync(CheckOptions options, WebhookConsumer consumer, IReadOnlyList<WebhookClause> clauses, string token, CancellationToken cancellationToken)
    {
        if (options.Seed is not null || options.Only.Count > 0)
            throw new UsageException("--replay goes with neither --seed nor --only: the token says what is sent.");
        try
        {
            if (ReplayToken.Parse(token).Kind == ReplayKind.Clause)
            {
                using var reportFile = ReportFile.Open(options.ReportPath);
                return Conclusion.Write(await ContractRunner.ReplayAsync(consumer, token, clauses, cancellationToken), options.IsStrict, reportFile, Presentation(options));
            }

            if (options.ReportPath is not null)
                throw new UsageException("--report-json goes with the token of a clause, and this one is of a delivery or a sequence.");
            var replayed = await DeliveryReplay.RunAsync(consumer, token, cancellationToken);
            ReplayView.Write(replayed);
            if (replayed.Deliveries.Count > 0 && replayed.Deliveries.All(sent => sent.Answer.IsUnanswered))
                throw new UsageException($"There is nothing to talk to at {MaskedAddress.Of(consumer.Address)}: {replayed.Deliveries[0].Answer.Failure}. Correct the address (http or https, host, port), or see why the consumer gives no answer.");
            return replayed.IsRight ? ExitCodes.Kept : ExitCodes.Broken;
        }
        catch (Exception exception) when (exception is FormatException or AlreadyAppliedException or ArgumentException)
        {
            throw new UsageException($"--replay: {UsageException.Sentence(exception)}");
        }
    }

    private static ContractRunner Runner(WebhookConsumer consumer, CheckOptions options) => new(consumer, options.Seed)
    {
        Connections = options.Connections ?? NumberOptions.DefaultConnections,
        MaxConnections = options.Connections ?? NumberOptions.DefaultMaxConnections,
        EndsWithBudget = options.IsQuick,
        Budget = options.Budget ?? (options.IsQuick ? Quick : Usual),
    };

    private static Presentation Presentation(CheckOptions options) =>
        new(report => report.Replay is { } token ? options.ReplayCommand(token) : null, IsQuiet: options.IsQuiet);
}
