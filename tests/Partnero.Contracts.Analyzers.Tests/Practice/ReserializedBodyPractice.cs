using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Practice;

/// <summary>Code as teams write it: what is sound is left alone, and what the rule is about is marked.</summary>
public sealed class ReserializedBodyPractice
{
    [Theory]
    [InlineData("sound: relay", """
        class Relay(HttpClient client, SignatureVerifier verifier, byte[] ours)
        {
            public async Task<bool> PostAsync(HttpRequest request)
            {
                using var copy = new MemoryStream();
                await request.Body.CopyToAsync(copy);
                if (!verifier.Verify(copy.ToArray(), request.Headers[PartneroSignature.HeaderName].ToString())) return false;
                var dto = JsonSerializer.Deserialize<Dictionary<string, object>>(copy.ToArray());
                var forwarded = JsonSerializer.SerializeToUtf8Bytes(dto);
                var content = new ByteArrayContent(forwarded);
                content.Headers.Add("X-Shop-Signature", Convert.ToHexString(HMACSHA256.HashData(ours, forwarded)));
                await client.PostAsync("https://example.test", content);
                return true;
            }
        }
        """)]
    [InlineData("sound: two endpoints", """
        static class Endpoints
        {
            static void Map(WebApplication app, HttpClient client, byte[] key, byte[] ours)
            {
                app.MapPost("/github", async (HttpRequest request) =>
                {
                    using var copy = new MemoryStream();
                    await request.Body.CopyToAsync(copy);
                    return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, copy.ToArray()), Convert.FromHexString(request.Headers["X-Hub-Signature-256"].ToString()[7..]));
                });
                app.MapGet("/notify", async () =>
                {
                    var body = JsonSerializer.SerializeToUtf8Bytes(new { Ok = true });
                    var content = new ByteArrayContent(body);
                    content.Headers.Add("X-Shop-Signature", Convert.ToHexString(HMACSHA256.HashData(ours, body)));
                    await client.PostAsync("https://example.test", content);
                });
            }
        }
        """)]
    [InlineData("sound: string in an envelope of a queue", """
        class Queue(SignatureVerifier verifier)
        {
            bool Is(string message)
            {
                var envelope = System.Text.Json.Nodes.JsonNode.Parse(message)!;
                return verifier.Verify(Encoding.UTF8.GetBytes(envelope["body"]!.ToString()), envelope["signature"]!.ToString());
            }
        }
        """)]
    [InlineData("sound: base64 of a gateway", """
        class Lambda(SignatureVerifier verifier)
        {
            bool Is(System.Text.Json.Nodes.JsonObject gateway) => verifier.Verify(Convert.FromBase64String(gateway["body"]!.ToString()), gateway["headers"]!["signature"]!.ToString());
        }
        """)]
    [InlineData("sound: a selfcheck that signs and verifies the same bytes", """
        class Check(SignatureVerifier verifier, string secret)
        {
            bool Is()
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(new { Ping = 1 });
                return verifier.Verify(body, PartneroSignature.Compute(body, secret));
            }
        }
        """)]
    [InlineData("sound: another provider's canonical JSON is not checked when only its response is compared", """
        class Outgoing(HttpClient client)
        {
            async Task<bool> Send(object dto, byte[] key, string expected)
            {
                var body = JsonSerializer.Serialize(dto);
                var signature = Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body)));
                var answer = await client.GetStringAsync($"https://example.test?sig={signature}");
                return answer == expected;
            }
        }
        """)]
    [InlineData("sound: a helper rewinds", """
        static class Bodies { public static async Task<byte[]> FromStartAsync(this Stream body) { body.Seek(0, SeekOrigin.Begin); using var copy = new MemoryStream(); await body.CopyToAsync(copy); return copy.ToArray(); } }

        public class HookController(SignatureVerifier verifier) : ControllerBase
        {
            [HttpPost]
            public async Task<IActionResult> Post([FromBody] Dictionary<string, object> dto) =>
                verifier.Verify(await Request.Body.FromStartAsync(), Request.Headers[PartneroSignature.HeaderName].ToString()) ? Ok(dto) : Unauthorized();
        }
        """)]
    public Task Code_as_teams_write_it(string name, string code) => Run<ReserializedBodyAnalyzer>(name, code);

    [Fact]
    public Task Sound_a_test_signs_what_it_serialized_and_verifies_it() => Snippet.ReportsAsync<ReserializedBodyAnalyzer>("""
        class VerifierTests
        {
            public void Takes_a_true_one()
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(new { @event = "partner.created" });
                var signature = PartneroSignature.Compute(body, "secret");
                if (!new SignatureVerifier(["secret"]).Verify(body, signature)) throw new Exception();
            }
        }
        """, isTest: true);

    private static Task Run<TAnalyzer>(string name, string code)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<TAnalyzer>(code);
    }
}
