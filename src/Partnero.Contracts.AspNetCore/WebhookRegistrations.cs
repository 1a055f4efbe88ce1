namespace Partnero.Contracts.AspNetCore;

/// <summary>What is registered under one name of options.</summary>
internal sealed class WebhookRegistrations(string name, WebhookDispatcher dispatcher)
{
    private readonly Dictionary<Type, Type> _handlers = [];

    public string Name { get; } = name;

    public WebhookDispatcher Dispatcher { get; } = dispatcher;

    /// <summary>How many interceptors were registered before the inbox, and stand around it.</summary>
    public int InterceptorsBeforeInbox { get; private set; }

    private int _interceptors;

    public void AddInterceptor() => _interceptors++;

    /// <exception cref="InvalidOperationException">There is one already, or something else keeps what cannot be read.</exception>
    public void AddInbox()
    {
        AddHandler(typeof(UnreadableWebhook), typeof(PartneroInbox));
        InterceptorsBeforeInbox = _interceptors;
    }

    public void AddHandler(Type subject, Type handler)
    {
        if (!_handlers.TryAdd(subject, handler))
            throw new InvalidOperationException(
                $"{subject.Name} is handled by {_handlers[subject].Name} already, so {handler.Name} cannot handle it too: if one of two handlers fails, the sender's retry runs both again. Call the second from the first.");
    }

    public bool Handles(Type webhook) => _handlers.ContainsKey(webhook);
}
