using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;
using Partnero.Contracts.CodeFixes;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class LiteralSecretTests
{
    [Theory]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add([|\"Q7f2KxW9mLp3TzRb\"|]));")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add([|Secret|]));")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(configuration[\"Partnero:Secret\"] ?? [|\"development\"|]));")]
    [InlineData("var secret = configuration[\"Partnero:Secret\"] ?? [|\"development\"|]; services.AddSingleton(new SignatureVerifier(new[] { secret }));")]
    [InlineData("services.AddSingleton(new SignatureVerifier([[|\"Q7f2KxW9mLp3TzRb\"|]]));")]
    [InlineData("var is1 = HMACSHA256.HashData(Encoding.UTF8.GetBytes(configuration[\"Secret\"] ?? [|\"\"|]), body).SequenceEqual(body);")]
    [InlineData("using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes([|\"Q7f2KxW9mLp3TzRb\"|])); var is1 = hmac.ComputeHash(body).SequenceEqual(body);")]
    [InlineData("var is1 = PartneroSignature.Compute(body, [|\"Q7f2KxW9mLp3TzRb\"|]) == configuration[\"x\"];")]
    public Task A_secret_in_the_code_is_reported_and_a_blank_one_where_it_would_be_taken(string statement) => Snippet.ReportsAsync<LiteralSecretAnalyzer>(Starting(statement));

    [Fact]
    public Task A_field_is_followed_to_what_it_is_set_to() => Snippet.ReportsAsync<LiteralSecretAnalyzer>("""
        static class Program
        {
            private static readonly string Secret = [|"Q7f2KxW9mLp3TzRb"|];

            public static SignatureVerifier Create() => new([Secret]);
        }
        """);

    [Theory]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(configuration[\"Partnero:Secret\"] ?? \"\"));")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(configuration[\"Partnero:Secret\"]!));")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(configuration.GetValue<string>(\"Partnero:Secret\") ?? throw new InvalidOperationException(\"No secret.\")));")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(Environment.GetEnvironmentVariable(\"PARTNERO_SECRET\")!.Trim()));")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(options => { if (environment.IsDevelopment()) options.Secrets.Add(\"development\"); });")]
    [InlineData("services.AddSingleton(new SignatureVerifier([configuration[\"A\"]!, configuration[\"B\"]!]));")]
    [InlineData("var signed = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(\"cache\"), body));")]
    [InlineData("var list = new List<string>(); list.Add(\"Secrets\");")]
    public Task A_secret_from_the_configuration_is_not(string statement) => Snippet.ReportsAsync<LiteralSecretAnalyzer>(Starting(statement));

    [Fact]
    public Task Tests_make_theirs_up() => Snippet.ReportsAsync<LiteralSecretAnalyzer>(Starting("services.AddSingleton(new SignatureVerifier([\"Q7f2KxW9mLp3TzRb\"]));"), isTest: true);

    [Theory]
    [InlineData("configuration[\"Secret\"] ?? [|\"development\"|]", "configuration[\"Secret\"] ?? throw new InvalidOperationException(\"Partnero's signing secret is not configured.\")")]
    public Task A_missing_one_stops_the_start(string secret, string replacement) => Snippet.FixesAsync<LiteralSecretAnalyzer, LiteralSecretFix>(
        Starting($"services.AddSingleton(new SignatureVerifier([{secret}]));"), Starting($"services.AddSingleton(new SignatureVerifier([{replacement}]));"));

    [Fact]
    public Task Where_a_literal_would_come_from_is_left_to_the_writer()
    {
        var code = Starting("services.AddSingleton(new SignatureVerifier([[|\"Q7f2KxW9mLp3TzRb\"|]]));");
        return Snippet.FixesAsync<LiteralSecretAnalyzer, LiteralSecretFix>(code, code);
    }

    private static string Starting(string statement) => $$"""
        static class Program
        {
            const string Secret = "Q7f2KxW9mLp3TzRb";

            static void Start(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, byte[] body)
            {
                {{statement}}
            }
        }
        """;
}
