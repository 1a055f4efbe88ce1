using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Tool.Output;

/// <summary>How a report is shown.</summary>
/// <param name="Again">The command that shows a broken clause again; null if absent.</param>
/// <param name="HasCurl">Whether curl can still send to the consumer when the run is over.</param>
/// <param name="IsQuiet">Whether only failures and the verdict are shown.</param>
internal sealed record Presentation(Func<ClauseReport, string?> Again, bool HasCurl = true, bool IsQuiet = false);
