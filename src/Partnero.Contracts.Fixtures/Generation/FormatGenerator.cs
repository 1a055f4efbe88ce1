using System.Globalization;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws texts of a format.</summary>
internal static class FormatGenerator
{
    private static readonly string[] Locals = ["partner", "anna.lena", "info+ref", "o'brien", "x_1"];
    private static readonly string[] Hosts = ["example.com", "shop.example.org", "mail.example.co.uk"];
    private static readonly string[] Paths = ["/", "/signup", "/a/b%20c/d", "/?ref=anna&utm_source=partnero", "/%C3%A9t%C3%A9#top"];
    private static readonly string[] Addresses6 = ["::1", "2001:db8::8a2e:370:7334", "2001:db8:0:1:1:1:1:1"];
    private static readonly string[] Pointers = ["", "/data/id", "/a~1b/0/m~0n"];
    private static readonly string[] Expressions = ["a*", "^[a-z]+$", "\\d{2,4}"];

    public static string Draw(ValueGenerator generator, string format, string name)
    {
        var choices = generator.Choices;
        var words = generator.Words;
        return format switch
        {
            "date-time" when generator.Style is { IsAdversarial: true, IsUsual: false } => EntityWords.Timestamp(words.Now.AddSeconds(-(long)choices.Below(4_000_000_000ul))),
            "date-time" => EntityWords.Timestamp(words.Now),
            "date" => words.Now.AddDays(-choices.Below(10_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "time" => words.Now.AddSeconds(-choices.Below(86_400)).ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "email" or "idn-email" => $"{(generator.Style.IsUsual ? Locals[0] : choices.Of(Locals))}.{words.Unique(name)}@example.com",
            "hostname" or "idn-hostname" => choices.Of(Hosts),
            "ipv4" => $"192.0.2.{choices.Below(256)}",
            "ipv6" => choices.Of(Addresses6),
            "uri" or "iri" => $"https://shop.example.com{(generator.Style.IsUsual ? "/" : choices.Of(Paths).Split('?', '#')[0])}?ref={words.Unique(name)}&utm_source=partnero",
            "uri-reference" or "iri-reference" => choices.Of(Paths),
            "uri-template" => choices.Of(["/partners/{id}", "/search{?q,lang}"]),
            "json-pointer" => choices.Of(Pointers),
            "relative-json-pointer" => choices.Of(["0", "1/a", "2#"]),
            "regex" => choices.Of(Expressions),
            "uuid" => Uuid(words.Fresh(name, generator.Attempt)),
            _ => throw new SchemaException("#", $"the format '{format}' is not supported."),
        };
    }

    /// <summary>A random one, of version 4.</summary>
    private static string Uuid(Choices choices)
    {
        var high = choices.Below(ulong.MaxValue) & 0xffff_ffff_ffff_0fffUL | 0x4000;
        var low = choices.Below(ulong.MaxValue) & 0x3fff_ffff_ffff_ffffUL | 0x8000_0000_0000_0000UL;
        var text = high.ToString("x16", CultureInfo.InvariantCulture) + low.ToString("x16", CultureInfo.InvariantCulture);
        return $"{text[..8]}-{text[8..12]}-{text[12..16]}-{text[16..20]}-{text[20..]}";
    }
}
