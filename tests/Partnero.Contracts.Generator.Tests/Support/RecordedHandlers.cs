namespace Partnero.Contracts.Generator.Tests.Support;

/// <summary>Stands for a consumer's handlers, and remembers by which type each webhook was asked for.</summary>
internal sealed class RecordedHandlers : IWebhookHandlers
{
    public List<Type> Asked { get; } = [];

    public ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
        where TWebhook : PartneroWebhook
    {
        Asked.Add(typeof(TWebhook));
        return new(true);
    }
}
