using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>How a consumer answers.</summary>
internal static class StatusClauses
{
    public static readonly WebhookClause AnswersInTime = new()
    {
        Id = "STATUS-01",
        Title = "answers within 5 seconds",
        Why = "The sender hangs up after 5 seconds and tries again, so the work is done again too.",
        Source = "The outgoing-webhooks guide: answer within 5 seconds, work asynchronously.",
        Check = (run, _) => Task.FromResult(
            run.Control.Deliveries.FirstOrDefault(sent => sent.Answer.IsTimeout) is { Delivery: not null } late
                ? ClauseFinding.Broken(late.Delivery, $"an answer within {PartneroSender.Patience.TotalSeconds:0} s", late.Answer)
                : ClauseFinding.Kept),
    };

    public static IReadOnlyList<WebhookClause> All { get; } = [AnswersInTime];
}
