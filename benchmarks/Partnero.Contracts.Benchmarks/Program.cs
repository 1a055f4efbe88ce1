using BenchmarkDotNet.Running;
using Partnero.Contracts.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(PhpJsonBenchmarks).Assembly).Run(args, new RatioConfig());
