using System.Globalization;
using System.Text;
using Partnero.Contracts.AspNetCore;

namespace Consumer.Maintenance;

/// <summary>The command line <c>unreadable</c>, <c>unreadable show NUMBER</c> and <c>unreadable release</c>: of what could not be read, and of what failed too often.</summary>
public static class UnreadableCommand
{
    /// <summary>The first word of the command line.</summary>
    public const string Name = "unreadable";

    /// <summary>Runs one of them.</summary>
    /// <returns>0; 1 where something is not found or stays; 2 for another command line.</returns>
    public static async Task<int> RunAsync(PartneroInbox inbox, string[] args, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        ArgumentNullException.ThrowIfNull(output);
        switch (args)
        {
            case []:
                foreach (var delivery in await FindAsync(inbox))
                    await output.WriteLineAsync($"{delivery.Id} {delivery.ReceivedAt:O} {FirstLine(delivery.Reason)}");
                return 0;
            case ["show", var number]:
                if ((await FindAsync(inbox)).FirstOrDefault(delivery => delivery.Id.ToString(CultureInfo.InvariantCulture) == number) is not { } found)
                {
                    await output.WriteLineAsync($"Nothing is stored under {number}.");
                    return 1;
                }

                await output.WriteLineAsync(Encoding.UTF8.GetString(found.Body.Span));
                return 0;
            case ["release"]:
                var outcomes = await inbox.ReleaseAllAsync();
                var reasons = (await FindAsync(inbox)).ToDictionary(delivery => delivery.Id, delivery => FirstLine(delivery.Reason));
                foreach (var (id, outcome) in outcomes)
                    await output.WriteLineAsync($"{id} {Words(outcome, reasons.GetValueOrDefault(id, ""))}");
                return outcomes.Values.Contains(InboxRunOutcome.Parked) ? 1 : 0;
            default:
                await output.WriteLineAsync("usage: unreadable | unreadable show NUMBER | unreadable release");
                return 2;
        }
    }

    private static Task<IReadOnlyList<ParkedDelivery>> FindAsync(PartneroInbox inbox) => inbox.FindParkedAsync(int.MaxValue);

    /// <summary>Of an exception, its message.</summary>
    private static string FirstLine(string reason) => reason.Split('\n', 2)[0];

    private static string Words(InboxRunOutcome outcome, string reason) => outcome switch
    {
        InboxRunOutcome.Done => "handled",
        InboxRunOutcome.Parked => $"stays: {reason}",
        InboxRunOutcome.TriedAgain => "is tried again by the service",
        _ => "was released by somebody else",
    };
}
