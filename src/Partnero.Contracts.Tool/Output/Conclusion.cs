using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Ends a run: shows its report, and then writes it.</summary>
internal static class Conclusion
{
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The report could not be written.</exception>
    public static int Write(ContractReport report, bool isStrict, ReportFile? file, Presentation presentation)
    {
        var verdict = Verdict.Of(report, isStrict);
        report = OptionWords.In(report);
        ContractView.Write(report, verdict, isStrict, presentation);
        if (verdict.Problem is { } problem)
            ErrorLine.Write(problem);
        file?.Write(report);
        return verdict.ExitCode;
    }
}
