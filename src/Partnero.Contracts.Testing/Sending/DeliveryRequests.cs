using System.Net.Http.Headers;

namespace Partnero.Contracts.Testing.Sending;

/// <summary>Deliveries as HTTP requests.</summary>
internal static class DeliveryRequests
{
    /// <summary>Where the delivery goes: the consumer's address, another path there, or an address of its own.</summary>
    public static Uri AddressOf(this WebhookDelivery delivery, Uri address) => delivery.Address is { } other ? other
        : delivery.Path is { } path ? new Uri(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }) : address;

    /// <summary>The request that carries the delivery, with a body that is sent in a way of its own.</summary>
    public static HttpRequestMessage ToRequest(this WebhookDelivery delivery, Uri address, HttpContent content)
    {
        var request = new HttpRequestMessage(new HttpMethod(delivery.Method), delivery.AddressOf(address)) { Content = content };
        foreach (var (name, value) in delivery.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Authorize();
        return request;
    }
}
