using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

/// <summary>The report of a suite that a user could have written, run as a process of its own: some of its cases must fail.</summary>
public sealed class SuiteRun : IAsyncLifetime
{
    /// <summary>One run serves all tests that look at it.</summary>
    private static readonly Lazy<Task<XDocument>> Run = new(RunAsync);

    private XDocument? _report;

    public IEnumerable<XElement> Cases(string method) =>
        _report!.Descendants("test").Where(test => test.Attribute("method")!.Value == method);

    public async ValueTask InitializeAsync() => _report = await Run.Value;

    public ValueTask DisposeAsync() => default;

    private static async Task<XDocument> RunAsync()
    {
        var suite = typeof(SuiteRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ContractSuite").Value!;
        var folder = Directory.CreateTempSubdirectory("contract-suite-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.xml");
            using var process = Process.Start(new ProcessStartInfo("dotnet", [suite, "-preEnumerateTheories", "-xml", path, "-class-", "ContractSuite.NamedContract"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return File.Exists(path) ? XDocument.Load(path) : throw new InvalidOperationException($"The suite wrote no report: {output}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
