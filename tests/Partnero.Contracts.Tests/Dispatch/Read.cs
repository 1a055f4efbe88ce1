using System.Text;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

/// <summary>Reads whole bodies by the dispatcher that was generated for this project.</summary>
internal static class Read
{
    public static PartneroWebhook Any(string body) => new PartneroDispatcher().Read(Encoding.UTF8.GetBytes(body));

    public static T As<T>(string body) => Assert.IsType<T>(Any(body));

    public static PayloadException Refused(string body) => Refused(Encoding.UTF8.GetBytes(body));

    /// <remarks><c>Assert.Throws</c> wants exactly this type: any other exception fails the test.</remarks>
    public static PayloadException Refused(byte[] body) => Assert.Throws<PayloadException>(() => new PartneroDispatcher().Read(body));
}
