namespace Consumer.Maintenance;

/// <summary>The command line <c>unreadable</c>, <c>unreadable show HASH</c> and <c>unreadable release</c>.</summary>
public static class UnreadableCommand
{
    /// <summary>The first word of the command line.</summary>
    public const string Name = "unreadable";

    /// <summary>Runs one of them.</summary>
    /// <returns>0; 1 where something is not found or stays; 2 for another command line.</returns>
    public static async Task<int> RunAsync(UnreadableRelease release, string[] args, TextWriter output)
    {
        switch (args)
        {
            case []:
                foreach (var delivery in release.List())
                    await output.WriteLineAsync($"{delivery.Hash} {delivery.ReceivedAt:O} {delivery.Problem}");
                return 0;
            case ["show", var hash]:
                if (release.List().FirstOrDefault(delivery => delivery.Hash.StartsWith(hash, StringComparison.Ordinal)) is not { } found)
                {
                    await output.WriteLineAsync($"Nothing is stored under {hash}.");
                    return 1;
                }

                await output.WriteLineAsync(found.Text);
                return 0;
            case ["release"]:
                var outcomes = await release.ReleaseAsync();
                foreach (var (delivery, outcome) in outcomes)
                    await output.WriteLineAsync($"{delivery.Hash} {outcome}");
                return outcomes.Any(one => one.Outcome.StartsWith("stays", StringComparison.Ordinal)) ? 1 : 0;
            default:
                await output.WriteLineAsync("usage: unreadable | unreadable show HASH | unreadable release");
                return 2;
        }
    }
}
