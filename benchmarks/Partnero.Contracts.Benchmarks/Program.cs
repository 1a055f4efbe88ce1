using BenchmarkDotNet.Running;
using Partnero.Contracts.Benchmarks;

if (args is ["slow", .. var names])
    return await SlowConsumers.RunAsync(names);
BenchmarkSwitcher.FromAssembly(typeof(PhpJsonBenchmarks).Assembly).Run(args, new RatioConfig());
return 0;
