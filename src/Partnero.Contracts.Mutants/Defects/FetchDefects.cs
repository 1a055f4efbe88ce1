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
            await AskAsync(Link(webhook, root => root, "url"), cancellationToken);
            await services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken);
        })),
        new("looks-at-the-link", "looks at a partner's referral link once it has answered", ["ROBUST-07"], builder => builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            await services.GetRequiredService<Inbox>().InvokeAsync(webhook, next, cancellationToken);
            _ = AskAsync(Link(webhook, root => root.GetProperty("data"), "referral_link"), CancellationToken.None);
        })),
    ];

    private static Uri? Link(PartneroWebhook webhook, Func<JsonElement, JsonElement> part, string name)
    {
        using var document = JsonDocument.Parse(webhook.RawBody, new JsonDocumentOptions { MaxDepth = 512 });
        var holder = part(document.RootElement);
        return holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var link) && link.IsLoopback ? link : null;
    }

    private static async Task AskAsync(Uri? address, CancellationToken cancellationToken)
    {
        if (address is null)
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
