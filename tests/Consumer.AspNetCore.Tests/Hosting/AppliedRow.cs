namespace Consumer.Tests.Hosting;

/// <summary>An entry of the service's log of what it applied.</summary>
internal sealed record AppliedRow(string Event, string? Name, string? Surname, string? Email, decimal? Amount, string? Currency, string? Status);
