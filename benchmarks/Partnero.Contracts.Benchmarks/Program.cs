using BenchmarkDotNet.Running;
using Partnero.Contracts.Benchmarks;

if (args is ["slow", .. var names])
    return await SlowConsumers.RunAsync(names);
if (args is ["kestrel"])
{
    Console.WriteLine(await KestrelThroughput.MeasureAsync());
    return 0;
}

if (args is ["receive"])
    return await ReceiveCommand.RunAsync();
BenchmarkSwitcher.FromAssembly(typeof(PhpJsonBenchmarks).Assembly).Run(args, new RatioConfig());
return 0;
