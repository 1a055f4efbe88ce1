namespace Consumer.Tests.Hosting;

/// <summary>A fault that a test asked for.</summary>
public sealed class InjectedFaultException(string message) : Exception(message);
