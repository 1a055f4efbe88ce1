using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Partnero.Contracts.Benchmarks;

/// <summary>
/// Very many iterations, each so short that some of them are not interrupted even on a busy machine: it is the quickest that are compared.
/// In this process, so that nothing has to be built for it.
/// </summary>
internal sealed class ReceiveConfig : ManualConfig
{
    private const int Warmups = 1500;
    private const int Iterations = 1500;
    private const int BodiesPerIteration = 128;

    public ReceiveConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithGcForce(false)
            .WithWarmupCount(Warmups)
            .WithIterationCount(Iterations)
            .WithInvocationCount(BodiesPerIteration));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance);
        AddLogger(ConsoleLogger.Default);
    }
}
