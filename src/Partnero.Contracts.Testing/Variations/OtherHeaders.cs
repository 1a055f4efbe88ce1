using System.Globalization;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Variations;

/// <summary>What may differ between two attempts of one delivery.</summary>
internal static class OtherHeaders
{
    /// <summary>The same bytes and signature, with the headers of another attempt.</summary>
    public static WebhookDelivery Of(ClauseRun run, WebhookDelivery delivery) => delivery with
    {
        Headers = [.. delivery.Sender.OtherTransportHeaders, .. delivery.Headers.Where(header => !delivery.Sender.TransportHeaders.Contains(header)), new("X-Request-Id", run.Deliveries.NewId("request")), .. Timestamp(run)],
    };

    /// <summary>The time of the second attempt, where the sender may add one.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Timestamp(ClauseRun run) => run.Consumer.Sender.UnsignedTimestampHeader is { } header
        ? [new(header, (run.Deliveries.Now + TimeSpan.FromMinutes(1)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))]
        : [];
}
