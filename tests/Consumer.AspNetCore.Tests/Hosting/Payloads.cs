namespace Consumer.Tests.Hosting;

/// <summary>Payloads with all that Partnero's documentation shows, where a test needs a creation of some entity.</summary>
internal static class Payloads
{
    public static string Partner(string id) =>
        $$"""{"id":"{{id}}","email":"ada@example.com","name":"Ada","surname":"Byron","status":"pending","created_at":"2025-01-15T10:30:00.000000Z"}""";

    public static string Transaction(string key, string amount, int createdOn = 15) =>
        $$"""
        {"key":"{{key}}","amount":{{amount}},"currency":"EUR","action":"sale","partner":{"id":"p1"},"reward":{"amount":1,"currency":"EUR"},"created_at":"2025-01-{{createdOn}}T10:30:00.000000Z"}
        """;

    public static string Reward(string id, string amount) =>
        $$"""
        {"id":"{{id}}","amount":{{amount}},"currency":"EUR","partner":{"id":"p1"},"transaction_key":"t1","approved_at":"2025-01-20T09:00:00.000000Z"}
        """;
}
