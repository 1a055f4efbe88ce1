using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers ask for because a delivery names it.</summary>
internal static class FetchDefects
{
    /// <summary>Longer than any address here takes, and short enough that one that is not there holds up nobody.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly HttpClient Http = new() { Timeout = Patience };

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("asks-the-url", "asks the url of the envelope whether it is there", ["ROBUST-07"], builder => builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            await AskAsync(webhook.Url, cancellationToken);
            await services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken);
        })),
        new("looks-at-the-link", "looks at a partner's referral link once it has answered", ["ROBUST-07"], builder => builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            await services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken);
            _ = AskAsync(Payload.Of(webhook).Find("referral_link") is { ValueKind: JsonValueKind.String } link ? link.GetString() : null, CancellationToken.None);
        })),
    ];

    private static async Task AskAsync(string? link, CancellationToken cancellationToken)
    {
        // No machine but this one is to hear of it.
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || !address.IsLoopback)
            return;
        try
        {
            using var answer = await Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // It only wanted to know.
        }
    }
}
