using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;
using Partnero.Contracts.CodeFixes;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class SignatureComparisonTests
{
    [Theory]
    [InlineData("[|PartneroSignature.Compute(body, secret) == signature|]")]
    [InlineData("[|PartneroSignature.Compute(body, secret).Equals(signature)|]")]
    [InlineData("[|string.Equals(PartneroSignature.Compute(body, secret), signature, StringComparison.OrdinalIgnoreCase)|]")]
    [InlineData("[|Convert.ToHexString(HMACSHA256.HashData(key, body)) != signature|]")]
    [InlineData("[|HMACSHA256.HashData(key, body).SequenceEqual(Convert.FromHexString(signature))|]")]
    [InlineData("[|HMACSHA256.HashData(key, body).AsSpan().SequenceEqual(Convert.FromHexString(signature))|]")]
    [InlineData("[|request.Headers[\"Signature\"] == expected|]")]
    [InlineData("[|PartneroSignature.Compute(body, secret).StartsWith(request.Headers[PartneroSignature.HeaderName].ToString())|]")]
    [InlineData("[|string.Compare(PartneroSignature.Compute(body, secret), signature) == 0|]", "[|string.Compare(PartneroSignature.Compute(body, secret), signature)|] == 0")]
    public Task What_ends_at_the_first_difference_is_reported(string expression, string? instead = null) =>
        Snippet.ReportsAsync<SignatureComparisonAnalyzer>(Asking(instead ?? expression));

    [Theory]
    [InlineData("CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), Convert.FromHexString(signature))")]
    [InlineData("new SignatureVerifier([secret]).Verify(body, signature)")]
    [InlineData("request.Headers[PartneroSignature.HeaderName] == \"\"")]
    [InlineData("request.Headers[\"Signature\"].Count == expected.Length")]
    [InlineData("request.Headers[\"Tenant\"] == expected")]
    [InlineData("signature.Length == PartneroSignature.Compute(body, secret).Length")]
    [InlineData("Convert.ToHexString(SHA256.HashData(body)) == expected")]
    [InlineData("signature == expected")]
    [InlineData("Known(request.Headers[\"Signature\"].ToString()) == expected")]
    public Task What_compares_no_signatures_or_in_fixed_time_is_not(string expression) => Snippet.ReportsAsync<SignatureComparisonAnalyzer>(Asking(expression));

    [Fact]
    public Task A_signature_is_followed_through_variables_and_functions() => Snippet.ReportsAsync<SignatureComparisonAnalyzer>("""
        class Verifier(string[] secrets)
        {
            bool Is(HttpRequest request, byte[] body)
            {
                string? sent = request.Headers[PartneroSignature.HeaderName].FirstOrDefault();
                using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secrets[0]));
                var hash = hmac.ComputeHash(body);
                var hex = BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();
                return [|hex == sent|] || secrets.Any(secret => [|PartneroSignature.Compute(body, secret) == sent|]);
            }
        }
        """);

    [Fact]
    public Task Tests_may_compare() => Snippet.ReportsAsync<SignatureComparisonAnalyzer>(Asking("PartneroSignature.Compute(body, secret) == signature"), isTest: true);

    [Theory]
    [InlineData("[|PartneroSignature.Compute(body, secret) == signature|]", "CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(PartneroSignature.Compute(body, secret)), Encoding.UTF8.GetBytes(signature))")]
    [InlineData("[|maybe != PartneroSignature.Compute(body, secret)|]", "!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(maybe ?? \"\"), Encoding.UTF8.GetBytes(PartneroSignature.Compute(body, secret)))")]
    [InlineData("[|request.Headers[\"Signature\"] == expected|]", "CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[\"Signature\"].ToString()), Encoding.UTF8.GetBytes(expected))")]
    [InlineData("[|HMACSHA256.HashData(key, body).SequenceEqual(Convert.FromHexString(signature))|]", "CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), Convert.FromHexString(signature))")]
    [InlineData("[|string.Equals(PartneroSignature.Compute(body, secret), signature)|]", "CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(PartneroSignature.Compute(body, secret)), Encoding.UTF8.GetBytes(signature))")]
    public Task Equality_is_fixed(string expression, string replacement) => Snippet.FixesAsync<SignatureComparisonAnalyzer, SignatureComparisonFix>(Asking(expression), Asking(replacement));

    [Theory]
    [InlineData("[|string.Equals(PartneroSignature.Compute(body, secret), signature, StringComparison.OrdinalIgnoreCase)|]")]
    [InlineData("[|PartneroSignature.Compute(body, secret).StartsWith(request.Headers[PartneroSignature.HeaderName].ToString())|]")]
    public Task What_asks_something_else_is_left_to_the_writer(string expression) => Snippet.FixesAsync<SignatureComparisonAnalyzer, SignatureComparisonFix>(Asking(expression), Asking(expression));

    private static string Asking(string expression) => $$"""
        class Verifier
        {
            static string Known(string signature) => signature;

            bool Is(HttpRequest request, byte[] body, byte[] key, string secret, string signature, string expected, string? maybe) =>
                {{expression}};
        }
        """;
}
