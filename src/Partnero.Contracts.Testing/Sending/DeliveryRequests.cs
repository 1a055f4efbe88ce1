using System.Net.Http.Headers;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing;

/// <summary>Deliveries as HTTP requests.</summary>
public static class DeliveryRequests
{
    /// <summary>The request that carries the delivery, for an <see cref="HttpClient"/> of your own. It should not follow redirects: then a login page looks like a success. A user and password of the address are sent as Basic authorization.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="address">Where it goes.</param>
    public static HttpRequestMessage ToRequest(this WebhookDelivery delivery, Uri address)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.ToRequest(address, new ByteArrayContent(delivery.Body.ToArray()));
    }

    /// <summary>Where the delivery goes: the consumer's address, or another path there.</summary>
    internal static Uri AddressOf(this WebhookDelivery delivery, Uri address) =>
        delivery.Path is { } path ? new Uri(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }) : address;

    internal static HttpRequestMessage ToRequest(this WebhookDelivery delivery, Uri address, HttpContent content)
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
