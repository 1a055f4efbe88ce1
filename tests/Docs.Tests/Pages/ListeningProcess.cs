using System.Diagnostics;
using Xunit;

namespace Docs.Tests.Pages;

/// <summary>A consumer of a page that runs and says where it listens.</summary>
internal static class ListeningProcess
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    /// <summary>The address that it says it listens at. What it says afterwards is read too, so that it never waits for its reader.</summary>
    public static async Task<string> AddressOfAsync(Process process)
    {
        const string listening = "Now listening on: ";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(LongestStart);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.Contains(listening, StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim();
        }

        throw new InvalidOperationException("The consumer of the page ended before it listened.");
    }
}
