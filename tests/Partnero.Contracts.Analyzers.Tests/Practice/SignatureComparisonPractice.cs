using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Practice;

/// <summary>Code as teams write it: what is sound is left alone, and what the rule is about is marked.</summary>
public sealed class SignatureComparisonPractice
{
    [Theory]
    [InlineData("sound: empty", "request.Headers[\"Signature\"] == string.Empty")]
    [InlineData("sound: StringValues.Empty", "request.Headers[\"Signature\"] == Microsoft.Extensions.Primitives.StringValues.Empty")]
    [InlineData("sound: HeaderName StringValues.Empty", "request.Headers[PartneroSignature.HeaderName].Equals(Microsoft.Extensions.Primitives.StringValues.Empty)")]
    [InlineData("sound: Equals empty", "request.Headers[\"Signature\"].ToString().Equals(string.Empty)")]
    [InlineData("sound: default", "request.Headers[\"Signature\"] == default(Microsoft.Extensions.Primitives.StringValues)")]
    [InlineData("sound: prefix", "request.Headers[\"Signature\"].ToString().StartsWith(Prefix)")]
    [InlineData("sound: keyId of HTTP message signatures", "request.Headers[\"Signature\"].ToString().Split(',').First(part => part.StartsWith(\"keyId=\"))[6..] == expected")]
    [InlineData("sound: blind index in a query", "db.Set<User>().Any(user => user.EmailHash == Convert.ToHexString(HMACSHA256.HashData(key, body)))")]
    [InlineData("sound: ETag", "request.Headers.IfNoneMatch == $\"\\\"{Convert.ToHexString(HMACSHA256.HashData(key, body))}\\\"\"")]
    [InlineData("sound: choice after verifying", "(new SignatureVerifier([secret]).Verify(body, request.Headers[PartneroSignature.HeaderName].ToString()) ? expected : secret) == signature")]
    [InlineData("sound: contains", "new List<string> { expected }.Contains(PartneroSignature.Compute(body, secret))")]
    [InlineData("reported: const header", "[|request.Headers[Header] == expected|]")]
    [InlineData("reported: header by TryGetValue", "request.Headers.TryGetValue(\"Signature\", out var sent) && [|sent == expected|]")]
    [InlineData("reported: HeaderName by TryGetValue", "request.Headers.TryGetValue(PartneroSignature.HeaderName, out var sent) && [|sent == expected|]")]
    public Task Code_as_teams_write_it(string name, string expression) => Run<SignatureComparisonAnalyzer>(name, $$"""
        class User { public int Id { get; set; } public string EmailHash { get; set; } = ""; }

        class Verifier(DbContext db)
        {
            static readonly string Prefix = "sha256=";

            const string Header = "Signature";

            static string Sign(byte[] body, string secret) => PartneroSignature.Compute(body, secret);

            object Use() => db;

            bool Is(HttpRequest request, byte[] body, byte[] key, string secret, string signature, string expected, string? maybe) =>
                {{expression}};
        }
        """);

    [Theory]
    [InlineData("sound: blind index by a variable", "var hash = Convert.ToHexString(HMACSHA256.HashData(key, body)); var user = await db.Set<User>().FirstOrDefaultAsync(user => user.EmailHash == hash); return user is not null;")]
    [InlineData("sound: a row found by a hash has other texts", "var hash = Convert.ToHexString(HMACSHA256.HashData(key, body)); var user = await db.Set<User>().FindAsync(hash); return user!.Name == name;")]
    [InlineData("sound: answer to a signed address", "var signature = Convert.ToHexString(HMACSHA256.HashData(key, body)); var answer = await client.GetStringAsync($\"https://example.test?sig={signature}\"); return answer == name;")]
    [InlineData("sound: answer to a signed message", "var message = new HttpRequestMessage(HttpMethod.Post, \"https://x.test\") { Content = new StringContent(Convert.ToHexString(HMACSHA256.HashData(key, body))) }; var answer = await client.SendAsync(message); var text = await answer.Content.ReadAsStringAsync(); return text == name;")]
    [InlineData("reported: await inline hex", "return [|Convert.ToHexString(await HMACSHA256.HashDataAsync(key, request.Body)) == name|];")]
    public Task Code_that_awaits(string name, string statements) => Run<SignatureComparisonAnalyzer>(name, $$"""
        class User { public int Id { get; set; } public string Name { get; set; } = ""; public string EmailHash { get; set; } = ""; }

        class Users(DbContext db, HttpClient client)
        {
            public async Task<bool> IsAsync(HttpRequest request, byte[] body, byte[] key, string name)
            {
                await Task.Yield();
                _ = (db, client);
                {{statements}}
            }
        }
        """);

    [Fact]
    public Task Reported_FromHeader() => Snippet.ReportsAsync<SignatureComparisonAnalyzer>("""
        public class HookController : ControllerBase
        {
            [HttpPost]
            public bool Post([FromHeader(Name = "Signature")] string signature, string expected) => [|signature == expected|];
        }
        """);

    private static Task Run<TAnalyzer>(string name, string code)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<TAnalyzer>(code);
    }
}
