namespace Partnero.Contracts.AspNetCore;

/// <summary>What is registered under one name of options.</summary>
internal sealed class WebhookRegistrations(string name, WebhookDispatcher dispatcher)
{
    private readonly Dictionary<Type, Type> _handlers = [];

    public string Name { get; } = name;

    public WebhookDispatcher Dispatcher { get; } = dispatcher;

    public void AddHandler(Type subject, Type handler)
    {
        if (!_handlers.TryAdd(subject, handler))
            throw new InvalidOperationException(
                $"{subject.Name} is handled by {_handlers[subject].Name} already, so {handler.Name} cannot handle it too: if one of two handlers fails, the sender's retry runs both again. Call the second from the first.");
    }

    public bool Handles(Type webhook) => _handlers.ContainsKey(webhook);
}
