namespace Consumer.Tests.Hosting;

/// <summary>A failure that a test asked for.</summary>
public sealed class InjectedFailureException(string message) : Exception(message);
