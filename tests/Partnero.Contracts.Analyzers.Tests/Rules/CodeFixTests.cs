using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;
using Partnero.Contracts.CodeFixes;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

/// <summary>What a code fix writes compiles, as text, and says what is expected; where it could not, there is no fix.</summary>
public sealed class CodeFixTests
{
    private const string Welcome = "public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default; }";

    [Theory]
    [InlineData("conditional access", "sent?.Equals(PartneroSignature.Compute(body, secret)) == true", "no fix")]
    [InlineData("conditional with null", "(flag ? sent : null) == PartneroSignature.Compute(body, secret)", "(flag ? sent : null) ?? \"\"")]
    [InlineData("comments", "PartneroSignature.Compute(body, secret) /* ours */ == /* theirs */ signature", "no fix")]
    [InlineData("not", "!(PartneroSignature.Compute(body, secret) == signature)", "FixedTimeEquals(")]
    [InlineData("suppressed", "sent! == PartneroSignature.Compute(body, secret)", "FixedTimeEquals(")]
    [InlineData("cast", "(string?)request.Headers[\"Signature\"] == signature", "FixedTimeEquals(")]
    [InlineData("coalesce", "(sent ?? signature) == PartneroSignature.Compute(body, secret)", "FixedTimeEquals(")]
    [InlineData("concatenated", "\"sha256=\" + PartneroSignature.Compute(body, secret) == signature", "FixedTimeEquals(")]
    [InlineData("conditional values", "(flag ? request.Headers[\"Signature\"] : request.Headers[\"X\"]) == signature", "(flag ? request.Headers[\"Signature\"] : request.Headers[\"X\"]).ToString()")]
    [InlineData("chars", "signature.SequenceEqual(PartneroSignature.Compute(body, secret))", "FixedTimeEquals(")]
    [InlineData("in a text", "$\"{PartneroSignature.Compute(body, secret) == signature}\".Length > 0", "FixedTimeEquals(")]
    public async Task Signatures_in_fixed_time(string name, string expression, string expected)
    {
        Assert.NotEmpty(name);
        var (text, errors) = await ProjectRun.FixAsync<SignatureComparisonAnalyzer, SignatureComparisonFix>($$"""
            namespace Shop;
            class User { public int Id { get; set; } public string Hash { get; set; } = ""; }
            class Verifier(DbContext db)
            {
                object Use() => db;
                bool Is(HttpRequest request, byte[] body, string secret, string signature, string? sent, bool flag) =>
                    {{expression}};
            }
            """);
        Assert.True(errors.Length == 0 && text.Contains(expected, StringComparison.Ordinal), Last(text, "=>") + "\n" + errors);
    }

    [Theory]
    [InlineData("lock", "lock (this) { _ = PayAsync(); }", "no fix")]
    [InlineData("choice", "_ = flag ? PayAsync() : Task.CompletedTask;", "no fix")]
    [InlineData("coalesce", "_ = kept ?? PayAsync();", "no fix")]
    [InlineData("switch", "_ = 1 switch { _ => PayAsync() };", "no fix")]
    [InlineData("cast", "_ = (Task)PayAsync();", "no fix")]
    [InlineData("parentheses", "_ = (PayAsync());", "no fix")]
    [InlineData("comment", "_ = /* best effort */ PayAsync();", "no fix")]
    [InlineData("one line", "if (flag) _ = PayAsync(); // then", "if (flag) await PayAsync(); // then")]
    [InlineData("assigned", "_ = kept = PayAsync();", "no fix")]
    [InlineData("as", "_ = PayAsync() as Task;", "no fix")]
    [InlineData("discarded continuation on lines", "_ = PayAsync()\n                        // logs\n                        .ContinueWith(one => Console.WriteLine(one));", "no fix")]
    public async Task Work_that_is_awaited(string name, string statement, string expected)
    {
        Assert.NotEmpty(name);
        var (text, errors) = await ProjectRun.FixAsync<UnawaitedWorkAnalyzer, UnawaitedWorkFix>($$"""
            namespace Shop;
            class Pay(bool flag) : IPartnerCreatedHandler
            {
                private Task? kept;

                public async ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken)
                {
                    await Task.Yield(); Console.WriteLine(flag ? kept : null);
                    {{statement}}
                }

                static Task PayAsync() => Task.CompletedTask;
            }
            """);
        Assert.True(errors.Length == 0 && text.Contains(expected, StringComparison.Ordinal), Last(text, "null);") + "\n" + errors);
    }

    [Theory]
    [InlineData("nested", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });", "namespace Shop; class Outer { public class Welcome : IPartnerCreatedHandler { " + Welcome + " }")]
    [InlineData("another namespace", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });", "namespace Shop.Handlers; class Welcome : IPartnerCreatedHandler { " + Welcome)]
    [InlineData("not a builder at the end", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Done();", "namespace Shop; static class More { public static IServiceCollection Done(this PartneroWebhookBuilder builder) => builder.Services; } class Welcome : IPartnerCreatedHandler { " + Welcome)]
    [InlineData("services at the end", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Services.AddLogging();", "namespace Shop; class Welcome : IPartnerCreatedHandler { " + Welcome)]
    [InlineData("called statically", "PartneroWebhookServices.AddPartneroWebhooks<PartneroDispatcher>(services, _ => { });", "namespace Shop; class Welcome : IPartnerCreatedHandler { " + Welcome)]
    [InlineData("a contravariant handler", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });", "namespace Shop; class Welcome : IWebhookHandler<PartneroWebhook<Partner>> { public ValueTask HandleAsync(PartneroWebhook<Partner> webhook, CancellationToken cancellationToken) => default; }")]
    [InlineData("expression-bodied", "Go(() => services.AddPartneroWebhooks<PartneroDispatcher>(_ => { })); static void Go(Func<object> run) => run();", "namespace Shop; class Welcome : IPartnerCreatedHandler { " + Welcome)]
    public async Task A_handler_that_is_registered(string name, string statement, string types)
    {
        Assert.NotEmpty(name);
        var (text, errors) = await ProjectRun.FixAsync<UnregisteredHandlerAnalyzer, UnregisteredHandlerFix>("namespace Shop; class Start { static void Configure(IServiceCollection services) { " + statement + " } }", types);
        Assert.True(errors.Length == 0 && text.Contains(".Handle<", StringComparison.Ordinal), text + "\n" + errors);
    }

    [Fact]
    public async Task Of_two_programs_neither_is_chosen()
    {
        // Which of the two is not to be known: none, or always the same one.
        var seen = new HashSet<string>();
        for (var i = 0; i < 8; i++)
        {
            var (text, _) = await ProjectRun.FixAsync<UnregisteredHandlerAnalyzer, UnregisteredHandlerFix>(
                "namespace Shop; class Start { static void A(IServiceCollection services) { services.AddPartneroWebhooks<PartneroDispatcher>(\"a\", _ => { }); } static void B(IServiceCollection services) { services.AddPartneroWebhooks<PartneroDispatcher>(\"b\", _ => { }); } }",
                "namespace Shop; class Welcome : IPartnerCreatedHandler { " + Welcome);
            seen.Add(text);
        }

        Assert.True(seen.Count == 1 && seen.Contains("no fix"), string.Join('\n', seen));
    }

    [Theory]
    [InlineData("comment after", "            services\n                .AddPartneroWebhooks<PartneroDispatcher>(_ => { }) // the only program\n                .Intercept<Logged>();")]
    [InlineData("comment above", "            services\n                .AddPartneroWebhooks<PartneroDispatcher>(_ => { })\n                // the only program\n                .Intercept<Logged>();")]
    [InlineData("comment at the end", "            services\n                .AddPartneroWebhooks<PartneroDispatcher>(_ => { })\n                .Intercept<Logged>(); // the only program")]
    [InlineData("directive", "            services\n                .AddPartneroWebhooks<PartneroDispatcher>(_ => { })\n#if true\n                // the only program\n#endif\n                .Intercept<Logged>();")]
    public async Task A_comment_stays_where_it_is_and_is_not_copied(string name, string statement)
    {
        Assert.NotEmpty(name);
        var (text, errors) = await ProjectRun.FixAsync<UnregisteredHandlerAnalyzer, UnregisteredHandlerFix>(
            "namespace Shop; class Start { static void Configure(IServiceCollection services) {\n" + statement + "\n} }",
            "namespace Shop; class Logged : IWebhookInterceptor { public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken) => next(cancellationToken); } class Welcome : IPartnerCreatedHandler { " + Welcome);
        Assert.True(errors.Length == 0 && text.Contains(".Handle<", StringComparison.Ordinal) && text.Split("// the only program").Length == 2, text + "\n" + errors);
    }

    [Theory]
    [InlineData("qualified", "configuration[\"Secret\"] ?? Keys.Development", "throw new InvalidOperationException(")]
    [InlineData("chained", "(configuration[\"A\"] ?? configuration[\"B\"] ?? \"dev\").Trim()", "throw new InvalidOperationException(")]
    [InlineData("comment", "configuration[\"A\"] /* shop */ ?? /* only here */ \"dev\" /* end */", "/* only here */")]
    public async Task A_secret_that_is_missing(string name, string secret, string expected)
    {
        Assert.NotEmpty(name);
        var (text, errors) = await ProjectRun.FixAsync<LiteralSecretAnalyzer, LiteralSecretFix>(
            "using System;\nnamespace Shop; static class Keys { public const string Development = \"dev\"; } class Start { SignatureVerifier Create(IConfiguration configuration) => new([" + secret + "]); }");
        Assert.True(errors.Length == 0 && text.Contains(expected, StringComparison.Ordinal), text + "\n" + errors);
    }

    private static string Last(string text, string after) => text.Contains(after, StringComparison.Ordinal) ? text[text.LastIndexOf(after, StringComparison.Ordinal)..] : text;
}
