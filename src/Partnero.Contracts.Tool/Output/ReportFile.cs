using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Reporting;
using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Output;

/// <summary>
/// Where a JSON report goes. That it can be written there is found out before the run, and nothing is touched until the report is whole:
/// a run without one leaves an earlier report as it was.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private readonly string _path;
    private readonly string _target;
    private readonly bool _isReplaceable;

    /// <summary>A pipe or a device, which cannot be replaced, and would end for its reader if it were closed before.</summary>
    private readonly Stream? _special;

    private ReportFile(string path)
    {
        _path = path;
        _target = Path.GetFullPath(path);
        if (Directory.Exists(_target))
            throw new IOException("It is a folder.");
        if (Path.GetDirectoryName(_target) is { } folder && !Directory.Exists(folder))
            throw new IOException($"The folder '{folder}' does not exist. Create it first.");
        if (SpecialFile.TryOpen(_target, out _special))
            return;

        // A link stays a link: what it leads to is replaced.
        if (new FileInfo(_target).LinkTarget is not null)
            _target = File.ResolveLinkTarget(_target, returnFinalTarget: true)!.FullName;
        ProbeWriting(_target, File.Exists(_target) ? FileMode.Open : FileMode.CreateNew);
        _isReplaceable = CanHoldMore(Path.GetDirectoryName(_target)!);
    }

    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static ReportFile? Open(string? path)
    {
        try
        {
            return path is null ? null : new ReportFile(path);
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw new UsageException($"The report cannot be written to '{path}' (--report-json): {UsageException.Sentence(exception)}");
        }
    }

    /// <exception cref="UsageException">It could not be written.</exception>
    public void Write(ContractReport report)
    {
        using var json = new MemoryStream();
        JsonReport.Write(report, json);
        try
        {
            Write(json.ToArray());
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw new UsageException($"The report was not written to '{_path}' (--report-json): {UsageException.Sentence(exception)}");
        }
    }

    public void Dispose() => _special?.Dispose();

    private void Write(byte[] json)
    {
        if (_special is not null)
        {
            _special.Write(json);
            _special.Flush();
        }
        else if (!_isReplaceable || !TryReplace(json))
        {
            File.WriteAllBytes(_target, json);
        }
    }

    private bool TryReplace(byte[] json)
    {
        var whole = Beside(Path.GetDirectoryName(_target)!);
        try
        {
            File.WriteAllBytes(whole, json);
            if (!OperatingSystem.IsWindows() && File.Exists(_target))
                File.SetUnixFileMode(whole, File.GetUnixFileMode(_target));
            return TryMove(whole);
        }
        finally
        {
            File.Delete(whole);
        }
    }

    /// <summary>A file that is mounted by itself can be written, and not replaced.</summary>
    private bool TryMove(string whole)
    {
        try
        {
            File.Move(whole, _target, overwrite: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool CanHoldMore(string folder)
    {
        try
        {
            ProbeWriting(Beside(folder), FileMode.CreateNew);
            return true;
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            return false;
        }
    }

    private static void ProbeWriting(string path, FileMode mode) =>
        new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite, 1, mode == FileMode.CreateNew ? FileOptions.DeleteOnClose : FileOptions.None).Dispose();

    private static string Beside(string folder) => Path.Combine(folder, "." + Path.GetRandomFileName());

    private static bool IsOfFiles(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
