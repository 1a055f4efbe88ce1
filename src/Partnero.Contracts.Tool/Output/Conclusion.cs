using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Tool.Exit;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Ends a run: shows its report, and then writes it.</summary>
internal static class Conclusion
{
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The report could not be written.</exception>
    public static int Write(ContractReport report, bool isStrict, ReportFile? file, Presentation presentation)
    {
        report = OptionWords.In(report);
        var verdict = isStrict ? report.StrictVerdict : report.Verdict;
        ContractView.Write(report, verdict, isStrict, presentation);
        if ((verdict.Kind == VerdictKind.Undecided ? verdict.Reason : report.CutShort) is { } remark)
            ErrorLine.Write(remark);
        file?.Write(report);
        return ExitCodes.Of(verdict.Kind);
    }
}
