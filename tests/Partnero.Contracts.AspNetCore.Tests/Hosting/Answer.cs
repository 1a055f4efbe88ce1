namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>What a consumer answered.</summary>
internal sealed record Answer(int Status, string Body);
