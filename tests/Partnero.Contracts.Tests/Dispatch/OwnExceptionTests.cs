using System.Text.Json;
using Partnero.Contracts.Reading;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

/// <summary>What the project's own code throws while a webhook is made is its own fault, and not the payload's.</summary>
public class OwnExceptionTests
{
    public static TheoryData<Exception> Exceptions => [new InvalidOperationException("mine"), new JsonException("mine"), new NotSupportedException("mine")];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void An_exception_of_the_project_s_own_code_comes_out_as_it_was_thrown(Exception own) =>
        Assert.Same(own, Record.Exception(() => new Throwing(own).Read(Bodies.PartnerCreated)));

    private sealed class Throwing(Exception own) : WebhookDispatcher
    {
        public override Type TypeOf(string eventName) => typeof(UnknownWebhook);

        public override ValueTask<bool> DispatchAsync(PartneroWebhook webhook, IWebhookHandlers handlers, CancellationToken cancellationToken) => new(false);

        protected override PartneroWebhook ReadWebhook(in WebhookEnvelope envelope, ref Utf8JsonReader data) => throw own;
    }
}
