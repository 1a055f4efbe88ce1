namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>A second one.</summary>
internal sealed class InnerInterceptor(Journal journal) : OuterInterceptor(journal)
{
    protected override string Name => "inner";
}
