using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class ReserializedBodyTests
{
    [Theory]
    [InlineData("new SignatureVerifier([secret]).Verify([|JsonSerializer.SerializeToUtf8Bytes(dto)|], signature)")]
    [InlineData("new SignatureVerifier([secret]).Verify([|Encoding.UTF8.GetBytes(JsonSerializer.Serialize(dto))|], signature)")]
    [InlineData("new SignatureVerifier([secret]).Verify([|Encoding.UTF8.GetBytes(node.ToJsonString())|], signature)")]
    [InlineData("CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), [|JsonSerializer.SerializeToUtf8Bytes(dto)|]), Convert.FromHexString(signature))")]
    [InlineData("Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), [|Encoding.UTF8.GetBytes(JsonSerializer.Serialize(dto))|])).ToLower() == signature")]
    [InlineData("PartneroSignature.Compute([|JsonSerializer.SerializeToUtf8Bytes(dto)|], secret) == signature")]
    public Task A_body_that_was_serialized_again_is_reported(string expression) => Snippet.ReportsAsync<ReserializedBodyAnalyzer>(Asking(expression));

    [Theory]
    [InlineData("new SignatureVerifier([secret]).Verify(body, signature)")]
    [InlineData("new SignatureVerifier([secret]).Verify(Encoding.UTF8.GetBytes(text), signature)")]
    [InlineData("PartneroSignature.Compute(JsonSerializer.SerializeToUtf8Bytes(dto), secret).Length == 64")]
    [InlineData("Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(dto))) == text")]
    [InlineData("new SignatureVerifier([JsonSerializer.Serialize(secret)]).Verify(body, signature)")]
    [InlineData("new SignatureVerifier([secret]).Verify(element.GetRawText() is { } raw ? Encoding.UTF8.GetBytes(raw) : [], signature)")]
    public Task The_body_that_came_is_not_nor_one_that_is_sent(string expression) => Snippet.ReportsAsync<ReserializedBodyAnalyzer>(Asking(expression));

    [Fact]
    public Task A_body_is_followed_through_variables() => Snippet.ReportsAsync<ReserializedBodyAnalyzer>("""
        class Hook
        {
            async Task<IResult> Post(HttpRequest request, SignatureVerifier verifier)
            {
                using var reader = new StreamReader(request.Body);
                var parsed = JsonSerializer.Deserialize<Dictionary<string, object>>(await reader.ReadToEndAsync());
                var text = JsonSerializer.Serialize(parsed);
                var bytes = Encoding.UTF8.GetBytes(text);
                return verifier.Verify([|bytes|], request.Headers[PartneroSignature.HeaderName].ToString()) ? Results.Ok() : Results.Unauthorized();
            }

            async Task<IResult> Sound(HttpRequest request, SignatureVerifier verifier)
            {
                using var copy = new MemoryStream();
                await request.Body.CopyToAsync(copy);
                var parsed = JsonSerializer.Deserialize<Dictionary<string, object>>(copy.ToArray());
                return verifier.Verify(copy.ToArray(), request.Headers[PartneroSignature.HeaderName].ToString()) ? Results.Text(JsonSerializer.Serialize(parsed)) : Results.Unauthorized();
            }
        }
        """);

    [Fact]
    public Task A_sender_may_sign_what_it_serialized() => Snippet.ReportsAsync<ReserializedBodyAnalyzer>("""
        class Outgoing(HttpClient client)
        {
            Task Send(object dto, byte[] key)
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(dto);
                var content = new ByteArrayContent(body);
                content.Headers.Add("X-Shop-Signature", Convert.ToHexString(HMACSHA256.HashData(key, body)));
                return client.PostAsync("https://example.test", content);
            }
        }
        """);

    [Fact]
    public Task A_bound_body_leaves_nothing_to_verify() => Snippet.ReportsAsync<ReserializedBodyAnalyzer>("""
        public class HookController(SignatureVerifier verifier) : ControllerBase
        {
            [HttpPost]
            public async Task<IActionResult> Post([|[FromBody] Dictionary<string, object> dto|])
            {
                using var copy = new MemoryStream();
                await Request.Body.CopyToAsync(copy);
                return verifier.Verify(copy.ToArray(), Request.Headers[PartneroSignature.HeaderName].ToString()) ? Ok(dto) : Unauthorized();
            }

            [HttpPost]
            public async Task<IActionResult> Rewound([FromBody] Dictionary<string, object> dto)
            {
                Request.Body.Position = 0;
                using var copy = new MemoryStream();
                await Request.Body.CopyToAsync(copy);
                return verifier.Verify(copy.ToArray(), Request.Headers[PartneroSignature.HeaderName].ToString()) ? Ok(dto) : Unauthorized();
            }

            [HttpPost]
            public IActionResult Other([FromBody] Dictionary<string, object> dto) => Ok(dto);
        }

        static class Minimal
        {
            static void Map(WebApplication app, SignatureVerifier verifier)
            {
                app.MapPost("/a", async ([|JsonElement dto|], HttpRequest request) =>
                {
                    using var copy = new MemoryStream();
                    await request.Body.CopyToAsync(copy);
                    return verifier.Verify(copy.ToArray(), request.Headers[PartneroSignature.HeaderName].ToString());
                });
                app.MapPost("/b", async (string id, HttpRequest request) =>
                {
                    using var copy = new MemoryStream();
                    await request.Body.CopyToAsync(copy);
                    return verifier.Verify(copy.ToArray(), request.Headers[PartneroSignature.HeaderName].ToString());
                });
            }
        }
        """);

    private static string Asking(string expression) => $$"""
        class Verifier
        {
            bool Is(byte[] body, string text, object dto, JsonElement element, System.Text.Json.Nodes.JsonNode node, string secret, string signature) =>
                {{expression}};
        }
        """;
}
