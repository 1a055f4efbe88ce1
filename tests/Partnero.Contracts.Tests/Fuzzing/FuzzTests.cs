using System.Globalization;
using Partnero.Contracts.TestSupport;
using Xunit;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>
/// Deliveries of every event, changed as JSON and as bytes: they are read or refused, and nothing else escapes. PARTNERO_FUZZ_BODIES says how many,
/// and PARTNERO_TEST_SEED has the same made again.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Seed = GivenNumber.Seed;

    [Fact]
    public void Every_body_is_read_or_refused_and_one_that_says_the_same_is_read_the_same()
    {
        var (bodies, count) = (new FuzzedBodies(Seed), GivenNumber.Of("PARTNERO_FUZZ_BODIES") ?? 20_000);
        var verifier = new SignatureVerifier([FuzzedEndpoint.Secret]);
        var (read, unknown, refused, twins, signatures) = (0, 0, 0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            var (body, twin, isInOrder) = bodies.Next();
            try
            {
                var outcome = ReadingOutcome.Of(body);
                _ = outcome switch { { Webhook: null } => refused++, { IsHandled: false } => unknown++, _ => read++ };
                if (twin is not null && ++twins > 0)
                    Assert.Equal(outcome.Shown(isInOrder), ReadingOutcome.Of(twin).Shown(isInOrder));

                var signature = PartneroSignature.Compute(body, FuzzedEndpoint.Secret);
                var header = bodies.Header(signature);
                var isRight = string.Equals(header, signature, StringComparison.OrdinalIgnoreCase);
                Assert.Equal(isRight, verifier.Verify(body, header));
                // Whatever else is not the same bytes was not signed.
                if (twin is not null)
                    Assert.Equal(twin.AsSpan().SequenceEqual(body), verifier.Verify(twin, signature));
                signatures += isRight ? 0 : 1;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {Seed}, body {i}: {Convert.ToBase64String(body)}, and {Convert.ToBase64String(twin ?? [])}.", exception);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} bodies, seed {Seed}: {read} read, {unknown} of events without a schema, {refused} refused; {twins} written in two ways and read alike; {signatures} wrong signatures, none accepted"));
        Assert.True(read > count / 10 && refused > count / 10, "The changes are too small or too large: hardly a body is read, or refused.");
    }

    [Fact]
    public async Task The_endpoint_answers_each_as_it_is_read_and_dispatches_nothing_that_is_not_signed()
    {
        var (bodies, count) = (new FuzzedBodies(~Seed), (GivenNumber.Of("PARTNERO_FUZZ_BODIES") ?? 20_000) / 10);
        await using var endpoint = new FuzzedEndpoint();
        var answers = new SortedDictionary<int, int>();
        for (var i = 0; i < count; i++)
        {
            var (body, twin, _) = bodies.Next();
            var signature = PartneroSignature.Compute(body, FuzzedEndpoint.Secret);
            // One in four is changed, or has another signature, after it was signed.
            var header = bodies.Random.Next(4) > 0 ? signature : bodies.Header(signature);
            var sent = twin is not null && bodies.Random.Next(2) == 0 ? twin : body;
            var isSigned = sent.AsSpan().SequenceEqual(body) && string.Equals(header, signature, StringComparison.OrdinalIgnoreCase);
            try
            {
                var outcome = ReadingOutcome.Of(sent);
                var expected = !isSigned ? (401, 0) : outcome.Webhook is null ? (400, 0) : (200, outcome.IsHandled ? 1 : 0);
                var answer = await endpoint.PostAsync(sent, header);
                Assert.Equal(expected, answer);
                answers[answer.Status] = answers.GetValueOrDefault(answer.Status) + 1;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {Seed}, body {i} with the signature '{header}': {Convert.ToBase64String(sent)}.", exception);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} deliveries at the endpoint, seed {Seed}: {string.Join(", ", answers.Select(answer => $"{answer.Value} answered with {answer.Key}"))}"));
        Assert.Equal([200, 400, 401], answers.Keys);
    }
}
