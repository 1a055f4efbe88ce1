namespace Partnero.Contracts.AspNetCore;

/// <summary>What an inbox did with a delivery that came.</summary>
internal enum InboxOutcome
{
    /// <summary>Its work was done.</summary>
    Worked,

    /// <summary>It is stored, and its work will be done.</summary>
    Stored,

    /// <summary>It is known already.</summary>
    Duplicate,
}

/// <summary>Takes the deliveries of one program into its inbox.</summary>
internal sealed class InboxReceiver(InboxProgram program)
{
    /// <summary>Takes one that can be read.</summary>
    /// <exception cref="RetryLaterException">Its turn did not come in time.</exception>
    public ValueTask<InboxOutcome> ReceiveAsync(PartneroWebhook webhook, InboxWork work, CancellationToken cancellationToken)
    {
        var delivery = program.Deliver(webhook.RawBody, webhook.CreatedAt);
        return program.Gate.InTimeAsync(
            () => program.Options.Mode == InboxMode.StoreFirst ? StoreAsync(delivery, cancellationToken) : HandleAsync(delivery, work, cancellationToken),
            cancellationToken);
    }

    /// <summary>Keeps one that cannot be read.</summary>
    public async ValueTask KeepAsync(ReadOnlyMemory<byte> body, string reason, CancellationToken cancellationToken)
    {
        var delivery = program.Deliver(body, createdAt: null);
        await program.Gate.InTimeAsync(() => program.Store.AddAsync(delivery, LogText.Lines(reason), cancellationToken), cancellationToken);
    }

    private async ValueTask<InboxOutcome> HandleAsync(InboxDelivery delivery, InboxWork work, CancellationToken cancellationToken) =>
        await program.Store.HandleAsync(delivery, work, cancellationToken) ? InboxOutcome.Worked : InboxOutcome.Duplicate;

    private async ValueTask<InboxOutcome> StoreAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        var isNew = await program.Store.AddAsync(delivery, unreadable: null, cancellationToken);
        if (isNew)
            program.Stored();
        return isNew ? InboxOutcome.Stored : InboxOutcome.Duplicate;
    }
}
