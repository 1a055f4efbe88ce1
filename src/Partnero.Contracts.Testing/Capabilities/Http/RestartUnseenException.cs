namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>A consumer was told to restart, and nothing shows that it did: it can do what it is asked, and what comes of it stays open.</summary>
internal sealed class RestartUnseenException(string message) : Exception(message);
