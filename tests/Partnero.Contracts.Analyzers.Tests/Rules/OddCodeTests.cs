using Partnero.Contracts.Analyzers.Tests.Support;

namespace Partnero.Contracts.Analyzers.Tests.Rules;

/// <summary>Code that is odd, or wrong, as it is while somebody types: no analyzer fails on it.</summary>
public sealed class OddCodeTests
{
    [Theory]
    [InlineData("top level", true, "var builder = WebApplication.CreateBuilder(args); var secret = builder.Configuration[\"S\"]; var app = builder.Build(); app.MapPost(\"/a\", async (JsonElement dto, HttpRequest request) => { var x = HMACSHA256.HashData([], []); return x.SequenceEqual([]); }); bool Is(string a, byte[] b) => PartneroSignature.Compute(b, a) == a; app.Run(); record R(string A);")]
    [InlineData("errors", false, "class A : IWebhookHandler<Missing>, IPartnerCreatedHandler, IWebhookInterceptor { public ValueTask HandleAsync(PartnerCreated w) { _ = ; Task.; await Missing(); if (x.Any(y => )) return; new SignatureVerifier(; options.Secrets.Add(); HMACSHA256.HashData(); PartneroSignature.Compute() == ; } }")]
    [InlineData("errors in chains", false, "class A { void M(IServiceCollection s) { s.AddPartneroWebhooks<>(_ => { }).Handle<,>().Handle<PartnerCreated>().Intercept(); s.AddPartneroWebhooks(); } } class B : IWebhookHandler<> { } class C : IWebhookHandler { } class D(Missing m, B) : IPartnerCreatedHandler;")]
    [InlineData("fields and properties", false, "class A : IPartnerCreatedHandler { Task _t = Task.Run(() => { }); bool P => PartneroSignature.Compute([], \"x\") == \"y\" + this; bool Q { get => field; set { _ = Task.Run(() => { }); field = value; } } Func<HttpRequest, bool> F = r => r.Headers[\"Signature\"] == r.Path; ~A() { _ = Task.Delay(1); } A() : this(PartneroSignature.Compute([], \"z\")) { } A(string s) { } public static bool operator ==(A a, A b) => a.ToString() == PartneroSignature.Compute([], \"q\"); public static bool operator !=(A a, A b) => !(a == b); public ValueTask HandleAsync(PartnerCreated w, CancellationToken c) => default; }")]
    [InlineData("records, generics, partial, extensions, unsafe", false, "partial record R<T>(string A) : IWebhookHandler<T> where T : PartneroWebhook { public partial ValueTask HandleAsync(T w, CancellationToken c); } partial record R<T> { public partial ValueTask HandleAsync(T w, CancellationToken c) { void L() { _ = Task.Run(() => L()); } L(); return default; } } static class E { extension(string s) { bool Is(byte[] b) => PartneroSignature.Compute(b, s) == s; public static bool operator +(string a, R<PartnerCreated> b) => a == b.A; } } [Obsolete(\"a\" + \"b\")] class X<[Obsolete] T>(string s = \"d\") where T : IWebhookInterceptor { string P { get; } = s ?? \"x\"; }")]
    [InlineData("dynamic and deconstruction", false, "class I(DbContext db) : IWebhookInterceptor { public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken c) { dynamic d = webhook; if (d.Any(1)) return; d.Add(1); var (a, b) = (webhook, next); (_, var t) = (1, Task.Run(() => { })); _ = d; await b(c); var x = webhook is TransactionCreated { Data.Key: var k } && new HashSet<string>().Contains(k!); foreach (var (i, j) in new Dictionary<string, string>()) if (i == j) return; using (await L()) { } async Task<IDisposable> L() { await Task.Yield(); return new MemoryStream(); } } }")]
    [InlineData("a variable that is made of itself", false, "class A { bool M(byte[] b, string k) { string s = PartneroSignature.Compute(b, k); string t = s; for (;;) { s = t + s; t = s + t; if (s == t) return true; } } bool N(HttpRequest r, out string o) { o = r.Headers[\"Signature\"]!; string q; if (!int.TryParse(q = o, out var n)) return q == o; return n == 1; } }")]
    [InlineData("scripts of odd calls", false, "class A { void M(IServiceCollection s, Type t) { s.AddPartneroWebhooks<PartneroDispatcher>(o => { o.Secrets.Add(null!); o.Secrets.Add(default!); o.Secrets.Add((string)(object)1); o.Secrets.Insert(index: 0, item: \"\"); }); new SignatureVerifier(secrets: null!); new SignatureVerifier(); PartneroSignature.Compute(secret: null!, body: default); _ = HMACSHA256.HashData(source: [], key: null!); } }")]
    public async Task Nothing_fails(string name, bool isProgram, string code)
    {
        Assert.NotEmpty(name);
        var (said, thrown) = await ProjectRun.SayAsync(code, isProgram);
        TestContext.Current.TestOutputHelper!.WriteLine(name + ":\n" + said);
        Assert.Equal("", thrown);
        Assert.DoesNotContain("AD0001", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_in_generated_code_is_one()
    {
        // A generator of one's own writes the registrations.
        var (said, _) = await ProjectRun.SayAsync("""
            partial class Start { static void Configure(IServiceCollection services) => Register(services.AddPartneroWebhooks<PartneroDispatcher>(_ => { })); static partial void Register(PartneroWebhookBuilder builder); }
            partial class Start { [System.CodeDom.Compiler.GeneratedCode("Shop.Generator", "1")] static partial void Register(PartneroWebhookBuilder builder) => builder.Handle<PartnerCreated, Welcome>(); }
            class Welcome : IPartnerCreatedHandler { public ValueTask HandleAsync(PartnerCreated webhook, CancellationToken cancellationToken) => default; }
            """);
        Assert.Equal("", said);
    }
}
