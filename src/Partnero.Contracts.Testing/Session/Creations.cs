using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Session;

/// <summary>The creations of the entities that deliveries are about: collected while the deliveries are made, and sent before them, side by side.</summary>
internal sealed class Creations(ClauseRun run)
{
    private readonly List<WebhookDelivery> _deliveries = [];

    /// <summary>A new entity for an event, whose creation will have been sent where the event needs that.</summary>
    public string NewId(string eventName) => Of(eventName, run.Deliveries.NewId(eventName));

    /// <summary>An entity whose creation will have been sent, where an event needs that.</summary>
    /// <returns>Its id.</returns>
    public string Of(string eventName, string id)
    {
        if (run.Creation(eventName, id) is { } creation)
            _deliveries.Add(creation);
        return id;
    }

    /// <summary>A valid delivery of an event, for an entity of its own.</summary>
    public WebhookDelivery Valid(string eventName, Func<PhpArray, PhpArray>? change = null, Func<PhpArray, PhpArray>? changeEnvelope = null) =>
        run.Deliveries.Valid(eventName, NewId(eventName), change, changeEnvelope);

    /// <summary>Sends them.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await run.SendAllAsync(_deliveries, cancellationToken).ConfigureAwait(false);
        _deliveries.Clear();
    }
}
