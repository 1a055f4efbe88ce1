using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Practice;

/// <summary>Code as teams write it: what is sound is left alone, and what the rule is about is marked.</summary>
public sealed class LiteralSecretPractice
{
    [Theory]
    [InlineData("sound: key by a variable", "var name = \"Partnero:Secret\"; services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(configuration[name]!));")]
    [InlineData("sound: environment by a variable", "var name = \"PARTNERO_SECRET\"; services.AddSingleton(new SignatureVerifier([Environment.GetEnvironmentVariable(name)!]));")]
    [InlineData("sound: file by a variable", "var path = \"/run/secrets/partnero\"; services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(File.ReadAllText(path).Trim()));")]
    [InlineData("sound: file object", "var file = new FileInfo(\"/run/secrets/partnero\"); using var reader = file.OpenText(); services.AddSingleton(new SignatureVerifier([reader.ReadToEnd()]));")]
    [InlineData("sound: a vault's client", "var vault = new HttpClient { BaseAddress = new Uri(\"https://vault.test\") }; var secret = vault.GetStringAsync(\"partnero-secret\").Result; services.AddSingleton(new SignatureVerifier([secret]));")]
    [InlineData("sound: separator by a variable", "var separator = \",\"; services.AddSingleton(new SignatureVerifier(configuration[\"Secrets\"]!.Split(separator)));")]
    [InlineData("sound: literal names", "services.AddSingleton(new SignatureVerifier([new HttpClient().GetStringAsync(\"partnero-secret\").Result]));")]
    [InlineData("sound: const key", "services.AddSingleton(new SignatureVerifier([configuration[Secret]!]));")]
    [InlineData("sound: interpolated key", "services.AddSingleton(new SignatureVerifier([configuration[$\"Partnero:{environment.EnvironmentName}:Secret\"]!]));")]
    [InlineData("sound: nameof", "services.AddSingleton(new SignatureVerifier([configuration[nameof(Secret)]!]));")]
    [InlineData("sound: development by a choice", "services.AddPartneroWebhooks<PartneroDispatcher>(options => options.Secrets.Add(environment.IsDevelopment() ? \"development\" : configuration[\"Secret\"]!));")]
    [InlineData("sound: development by a choice in a variable", "var secret = environment.IsDevelopment() ? \"development\" : configuration[\"Secret\"]!; services.AddSingleton(new SignatureVerifier([secret]));")]
    [InlineData("sound: development by an assignment", "var secret = configuration[\"Secret\"]; if (environment.IsDevelopment()) secret ??= \"development\"; services.AddSingleton(new SignatureVerifier([secret!]));")]
    [InlineData("sound: development by a plain assignment", "var secret = configuration[\"Secret\"]; if (environment.IsDevelopment()) secret = \"development\"; services.AddSingleton(new SignatureVerifier([secret!]));")]
    [InlineData("sound: development by an early return", "if (!environment.IsDevelopment()) return; services.AddSingleton(new SignatureVerifier([\"development\"]));")]
    [InlineData("sound: development by a variable", "var isDevelopment = environment.IsDevelopment(); if (isDevelopment) services.AddSingleton(new SignatureVerifier([\"development\"]));")]
    [InlineData("sound: development by IsEnvironment", "if (environment.IsEnvironment(\"Development\")) services.AddSingleton(new SignatureVerifier([\"development\"]));")]
    [InlineData("sound: development by its name", "if (environment.EnvironmentName == Environments.Development) services.AddSingleton(new SignatureVerifier([\"development\"]));")]
    [InlineData("sound: switch expression", "services.AddSingleton(new SignatureVerifier([environment.EnvironmentName switch { \"Staging\" => configuration[\"A\"]!, _ => configuration[\"B\"]! }]));")]
    [InlineData("sound: AWS prefix", "var is1 = CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes($\"AWS4{configuration[\"Aws\"]}\"), body), body);")]
    [InlineData("sound: an API key, both sides hashed to be of one length", "var is1 = CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(\"length\"), body), HMACSHA256.HashData(Encoding.UTF8.GetBytes(\"length\"), body));")]
    [InlineData("sound: another HMAC in the member", "var is1 = new SignatureVerifier([configuration[\"A\"]!]).Verify(body, \"x\"); var tag = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(\"cache-partition\"), body)); Console.WriteLine(tag + is1);")]
    [InlineData("reported: string.Empty", "var is1 = HMACSHA256.HashData(Encoding.UTF8.GetBytes(configuration[\"Secret\"] ?? [|string.Empty|]), body).SequenceEqual(body);")]
    [InlineData("reported: default of GetValue", "services.AddSingleton(new SignatureVerifier([configuration.GetValue(\"Secret\", [|\"development\"|])!]));")]
    [InlineData("reported: not development", "if (!environment.IsDevelopment()) services.AddSingleton(new SignatureVerifier([[|\"Q7f2KxW9mLp3TzRb\"|]]));")]
    [InlineData("reported: else of development", "if (environment.IsDevelopment()) { } else services.AddSingleton(new SignatureVerifier([[|\"Q7f2KxW9mLp3TzRb\"|]]));")]
    [InlineData("reported: coalescing assignment", "var secret = configuration[\"Secret\"]; secret ??= [|\"development\"|]; services.AddSingleton(new SignatureVerifier([secret]));")]
    public Task Code_as_teams_write_it(string name, string statement) => Run<LiteralSecretAnalyzer>(name, $$"""
        static class Program
        {
            const string Secret = "Partnero:Secret";

            static readonly string Kept = "Q7f2KxW9mLp3TzRb";

            static void Start(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, byte[] body)
            {
                Console.WriteLine(Secret + Kept);
                {{statement}}
            }
        }
        """);

    private static Task Run<TAnalyzer>(string name, string code)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<TAnalyzer>(code);
    }
}
