using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;
using Partnero.Contracts.CodeFixes;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

public sealed class UnregisteredHandlerTests
{
    private const string Welcome = """
        class Welcome : IPartnerCreatedHandler
        {
            public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default;
        }
        """;

    private const string Logged = """
        class Logged : IWebhookInterceptor
        {
            public ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken) => next(cancellationToken);
        }
        """;

    [Fact]
    public Task A_handler_and_an_interceptor_that_are_registered_nowhere_are_reported() =>
        Snippet.ReportsAsync<UnregisteredHandlerAnalyzer>(Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });") + Marked(Welcome) + Marked(Logged));

    [Fact]
    public Task One_of_two_events_that_a_class_handles_is_missed() => Snippet.ReportsAsync<UnregisteredHandlerAnalyzer>(
        Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Both>();") + """
        class [|Both|] : IPartnerCreatedHandler, IPartnerUpdatedHandler
        {
            public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default;

            public ValueTask HandleAsync(PartnerUpdated webhook, CancellationToken cancellationToken) => default;
        }
        """);

    [Theory]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Welcome>().Intercept<Logged>();")]
    [InlineData("var webhooks = services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }); webhooks.Intercept<Logged>(); webhooks.Handle<PartnerCreated, Welcome>();")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }); Register(typeof(Welcome)); Register(typeof(Logged));")]
    [InlineData("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }); Console.WriteLine(new Welcome()); Console.WriteLine(new Logged());")]
    [InlineData("services.AddLogging();")]
    public Task What_is_registered_or_used_otherwise_is_not_nor_a_library_of_handlers(string statement) =>
        Snippet.ReportsAsync<UnregisteredHandlerAnalyzer>(Starting(statement) + Welcome + Logged);

    [Fact]
    public Task A_generic_registration_may_be_of_any() => Snippet.ReportsAsync<UnregisteredHandlerAnalyzer>(Starting("Each<Warm>(services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }));", "static void Each<THandler>(PartneroWebhookBuilder webhooks) where THandler : class, IWebhookHandler<PartnerCreated> => webhooks.Handle<PartnerCreated, THandler>();") + Welcome + Logged + "class Warm : IPartnerCreatedHandler { public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default; }");

    [Fact]
    public Task A_base_of_others_and_doubles_of_tests_are_not() => Snippet.ReportsAsync<UnregisteredHandlerAnalyzer>(
        Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Warm>();") + Welcome + "class Warm : Welcome;");

    [Fact]
    public Task Tests_have_handlers_that_are_not_registered() =>
        Snippet.ReportsAsync<UnregisteredHandlerAnalyzer>(Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });") + Welcome, isTest: true);

    [Fact]
    public Task It_is_registered() => Snippet.FixesAsync<UnregisteredHandlerAnalyzer, UnregisteredHandlerFix>(
        Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Intercept<Logged>();") + Marked(Welcome) + Logged,
        Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Intercept<Logged>().Handle<PartnerCreated, Welcome>();") + Welcome + Logged);

    [Fact]
    public Task All_are_registered_at_once() => Snippet.FixesAsync<UnregisteredHandlerAnalyzer, UnregisteredHandlerFix>(
        Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });") + Marked(Welcome) + Marked(Logged),
        Starting("services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Welcome>().Intercept<Logged>();") + Welcome + Logged);

    [Fact]
    public Task It_is_registered_on_a_line_of_its_own_where_others_are() => Snippet.FixesAsync<UnregisteredHandlerAnalyzer, UnregisteredHandlerFix>(
        Starting("services\n            .AddPartneroWebhooks<PartneroDispatcher>(_ => { })\n            .Intercept<Logged>();") + Marked(Welcome) + Logged,
        Starting("services\n            .AddPartneroWebhooks<PartneroDispatcher>(_ => { })\n            .Intercept<Logged>()\n            .Handle<PartnerCreated, Welcome>();") + Welcome + Logged);

    private static string Marked(string type) => System.Text.RegularExpressions.Regex.Replace(type, @"^class (\w+)", "class [|$1|]");

    private static string Starting(string statement, string member = "") => $$"""
        static class Program
        {
            static void Start(IServiceCollection services)
            {
                {{statement}}
            }

            static void Register(Type type) => Console.WriteLine(type);

            {{member}}
        }

        """;
}
