using Xunit;

namespace Partnero.Contracts.Testing.Tests.Schemas;

public sealed class OfficialSuiteTests
{
    [Fact]
    public void Probe() => Assert.Fail(string.Join("\n", OfficialSuite.Run().Where(o => !o.IsRight).Select(o => $"{o.File} | {o.Name} | {o.Refusal}")) + "\n" + OfficialSuite.Run().Count(o => o.IsRight));
}
