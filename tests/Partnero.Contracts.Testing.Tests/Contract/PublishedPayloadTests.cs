using System.Text;
using Partnero.Contracts.Mutants;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class PublishedPayloadTests
{
    [Fact]
    public async Task The_sound_consumer_applies_whatever_Partnero_publishes_of_the_events_that_it_handles()
    {
        await using var running = await RunningMutant.StartAsync(Mutant.Sound, TestContext.Current.CancellationToken);
        using var sender = new HttpClient();
        foreach (var (file, name) in PublishedPayloads.Deliveries)
        {
            var body = Encoding.UTF8.GetBytes(PublishedPayloads.Body(file, name));
            using var content = new ByteArrayContent(body);
            content.Headers.Add("Signature", PartneroSignature.Compute(body, running.Consumer.Secret));
            using var answer = await sender.PostAsync(running.Consumer.Address, content, TestContext.Current.CancellationToken);

            Assert.True(answer.IsSuccessStatusCode, $"{name} with {file}: {answer.StatusCode}");
            if (WebhookSchemas.BuiltIn.Documented.Contains(name))
                Assert.NotEmpty(await running.Consumer.Effects!(name, PublishedPayloads.EntityOf(file)!, TestContext.Current.CancellationToken));
        }
    }
}
