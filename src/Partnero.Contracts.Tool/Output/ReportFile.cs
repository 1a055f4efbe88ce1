using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Reporting;

namespace Partnero.Contracts.Tool.Output;

/// <summary>The file of a JSON report. It is opened before the run, so that a path that cannot be written is known at once.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly FileStream _file;

    private ReportFile(FileStream file) => _file = file;

    public static ReportFile? Open(string? path)
    {
        if (path is null)
            return null;
        try
        {
            return new ReportFile(new FileStream(path, FileMode.Create, FileAccess.Write));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"The report cannot be written to '{path}' (--report-json): {fault.Message}");
        }
    }

    public void Write(ContractReport report) => JsonReport.Write(report, _file);

    public void Dispose() => _file.Dispose();
}
