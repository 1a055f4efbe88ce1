namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>A scoped service, such as a database session.</summary>
internal sealed class UnitOfWork;
