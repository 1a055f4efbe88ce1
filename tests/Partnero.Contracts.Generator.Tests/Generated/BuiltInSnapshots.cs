using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Generated;

public sealed class BuiltInSnapshots
{
    [Fact]
    public void Every_generated_file() =>
        SnapshotFolder.Of(typeof(BuiltInSnapshots)).Verify(typeof(BuiltInSnapshots), GeneratorRun.Of(BuiltInSchemas.All).Sources);

    [Fact]
    public void Built_in_schemas_have_no_faults() => Assert.Empty(GeneratorRun.Of(BuiltInSchemas.All).Diagnostics);

    /// <summary>The committed files, not the output of this run: what is reviewed is what is run.</summary>
    internal static GeneratedAssembly Compile() => GeneratedAssembly.Compile(
        SnapshotFolder.Of(typeof(BuiltInSnapshots)).Read(typeof(BuiltInSnapshots), nameof(Every_generated_file)));
}
