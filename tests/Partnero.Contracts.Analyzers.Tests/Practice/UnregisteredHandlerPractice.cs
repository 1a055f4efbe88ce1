using Partnero.Contracts.Analyzers.Rules;
using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Practice;

/// <summary>Code as teams write it: what is sound is left alone, and what the rule is about is marked.</summary>
public sealed class UnregisteredHandlerPractice
{
    [Theory]
    [InlineData("sound: contravariant", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Any>();", "class Any : IWebhookHandler<PartneroWebhook> { public ValueTask HandleAsync(PartneroWebhook webhook, CancellationToken cancellationToken) => default; }")]
    [InlineData("sound: contravariant, two events", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Any>().Handle<PartnerUpdated, Any>();", "class Any : IWebhookHandler<PartneroWebhook<Partner>> { public ValueTask HandleAsync(PartneroWebhook<Partner> webhook, CancellationToken cancellationToken) => default; }")]
    [InlineData("sound: by reflection", "var builder = services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }); foreach (var type in typeof(Start).Assembly.GetTypes()) foreach (var one in type.GetInterfaces().Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IWebhookHandler<>))) typeof(PartneroWebhookBuilder).GetMethod(\"Handle\")!.MakeGenericMethod(one.GenericTypeArguments[0], type).Invoke(builder, []);", Welcome)]
    [InlineData("sound: in a Lazy", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Outer>();", Welcome + "class Outer(Lazy<Welcome> inner) : IPartnerCreatedHandler { public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => inner.Value.HandleAsync(webhook, cancellationToken); }")]
    [InlineData("sound: a decorator that takes the interface", "services.AddKeyedScoped<IPartnerCreatedHandler, Welcome>(\"inner\"); services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Outer>();", Welcome + "class Outer([FromKeyedServices(\"inner\")] IPartnerCreatedHandler inner) : IPartnerCreatedHandler { public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => inner.HandleAsync(webhook, cancellationToken); }")]
    [InlineData("sound: method group", "var builder = services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }); Func<PartneroWebhookBuilder> handle = builder.Handle<PartnerCreated, Welcome>; handle();", Welcome)]
    [InlineData("sound: conditional access", "PartneroWebhookBuilder? builder = services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }); builder?.Handle<PartnerCreated, Welcome>();", Welcome)]
    [InlineData("sound: two programs", "services.AddPartneroWebhooks<PartneroDispatcher>(\"a\", _ => { }); services.AddPartneroWebhooks<PartneroDispatcher>(\"b\", _ => { }).Handle<PartnerCreated, Welcome>();", Welcome)]
    [InlineData("sound: attribute names it", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });", "[AttributeUsage(AttributeTargets.Class)] class HandlerAttribute(Type type) : Attribute { public Type Type => type; } [Handler(typeof(Welcome))] class Module; " + Welcome)]
    [InlineData("sound: generic base", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }).Handle<PartnerCreated, Warm>();", "abstract class Base<T> : IWebhookHandler<T> where T : PartneroWebhook { public ValueTask HandleAsync(T webhook, CancellationToken cancellationToken) => default; } class Warm : Base<PartnerCreated>;")]
    [InlineData("sound: a minimal API is given it", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });", Welcome + "static class Other { static ValueTask Replay([FromServices] Welcome welcome, PartnerCreated webhook) => welcome.HandleAsync(webhook, default); }")]
    [InlineData("sound: a library offers it to its hosts", "Shared.AddShop(services);", "public static class Shared { public static PartneroWebhookBuilder AddShop(this IServiceCollection services) => services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }); } public class Welcome : IWebhookHandler<UnknownWebhook> { public ValueTask HandleAsync(UnknownWebhook webhook, CancellationToken cancellationToken) => default; }")]
    [InlineData("sound: a generic method of the project with its generated interface", "Add(services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }), []); static void Add(PartneroWebhookBuilder builder, Type[] types) { foreach (var type in types) typeof(Other).GetMethod(\"One\")!.MakeGenericMethod(type).Invoke(null, [builder]); }", Welcome + "class Other { static void One<T>(PartneroWebhookBuilder builder) where T : class, IPartnerCreatedHandler => builder.Handle<PartnerCreated, T>(); }")]
    [InlineData("sound: the same, where the interface is not in a namespace that begins with Partnero.Contracts", "Add(services.AddPartneroWebhooks<PartneroDispatcher>(_ => { }), []); static void Add(PartneroWebhookBuilder builder, Type[] types) { foreach (var type in types) typeof(Other).GetMethod(\"One\")!.MakeGenericMethod(type).Invoke(null, [builder]); }", "interface IMine : IWebhookHandler<PartnerCreated>; class Mine : IMine { public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default; } class Other { static void One<T>(PartneroWebhookBuilder builder) where T : class, IMine => builder.Handle<PartnerCreated, T>(); }")]
    [InlineData("reported: a logger is named after it", "services.AddPartneroWebhooks<PartneroDispatcher>(_ => { });", "class [|Noted|](Microsoft.Extensions.Logging.ILoggerFactory factory) : IPartnerCreatedHandler { readonly object _log = Microsoft.Extensions.Logging.LoggerFactoryExtensions.CreateLogger<Noted>(factory); public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) { Console.WriteLine(_log); return default; } }")]
    public Task Code_as_teams_write_it(string name, string statement, string types) => Run<UnregisteredHandlerAnalyzer>(name, $$"""
        class Start
        {
            static void Configure(IServiceCollection services)
            {
                {{statement}}
            }
        }

        {{types}}
        """);

    private const string Welcome = "class Welcome : IPartnerCreatedHandler { public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default; } ";

    private static Task Run<TAnalyzer>(string name, string code)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        Assert.NotEmpty(name);
        return Snippet.ReportsAsync<TAnalyzer>(code);
    }
}
