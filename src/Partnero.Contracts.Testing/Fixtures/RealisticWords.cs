using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Fixtures;

/// <summary>Values such as real programs send, for one entity: names in many scripts, real currencies, addresses of its own.</summary>
/// <param name="unique">What no other entity has: part of its address and key.</param>
/// <param name="now">The moment that its timestamps show.</param>
internal sealed class RealisticWords(string unique, DateTimeOffset now)
{
    private static readonly string[] Names =
        ["John", "Anna-Lena", "O'Brien", "Zoë", "Łukasz", "Søren", "José María", "Đặng Văn", "Иван", "Ελένη", "محمد", "दीपक", "日本太郎", "김민준", "Renée 🎉", "A/B \"Test\" & Söhne"];

    private static readonly string[] Currencies = ["USD", "EUR", "GBP", "JPY", "CHF", "PLN", "BRL", "INR"];

    private static readonly string[] Labels = ["vip", "2025/Q1", "España", "early adopter", "größter Kunde", "newsletter"];

    public static string Timestamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public Gen<PhpValue> Text(string property, string? format) => (format, property) switch
    {
        ("date-time", _) => Gen.Constant<PhpValue>(Timestamp(now)),
        ("email", _) => Gen.Elements("partner", "anna.lena", "info+ref").Select(local => (PhpValue)$"{local}.{unique}@example.com"),
        ("uri", _) => Gen.Constant<PhpValue>($"https://shop.example.com/?ref={unique}&utm_source=partnero"),
        (_, "id" or "key" or "transaction_key") => Gen.Constant<PhpValue>(unique),
        (_, "currency") => Gen.Elements(Currencies).Select(text => (PhpValue)text),
        (_, "name" or "surname") => Gen.Elements(Names).Select(text => (PhpValue)text),
        (_, "action") => Gen.Elements("sale", "subscription", "renewal").Select(text => (PhpValue)text),
        _ => Gen.Elements(Labels).Select(text => (PhpValue)text),
    };

    /// <summary>Amounts of two or three decimals, whole ones (which PHP writes without a fraction), and the tails of float products.</summary>
    public static Gen<PhpValue> Amount() => Gen.Frequency(
        (6, Gen.Choose(1, 500_000).Select(cents => cents / 100.0)),
        (2, Gen.Choose(1, 5_000).Select(whole => (double)whole)),
        (1, Gen.Choose(1, 5_000_000).Select(thousandths => thousandths / 1000.0)),
        (1, Gen.Choose(1, 500_000).Select(cents => cents / 100.0 * 0.3))).Select(amount => (PhpValue)amount);

    /// <summary>Amounts of two decimals that are not whole.</summary>
    public static Gen<PhpValue> UsualAmount() => Gen.Choose(1, 5_000).SelectMany(_ => Gen.Choose(1, 99), (whole, cents) => (PhpValue)(((whole * 100) + cents) / 100.0));

    /// <summary>A map of some labels.</summary>
    public static Gen<PhpValue> UsualMap() => Gen.Two(Gen.Elements(Labels)).Select(labels => (PhpValue)PhpArray.Map(("plan", labels.Item1), ("größe", labels.Item2)));

    /// <summary>A map of a few labels; without any, it is PHP's <c>[]</c>.</summary>
    public static Gen<PhpValue> Map() =>
        Gen.SubListOf("plan", "source/medium", "größe", "note").SelectMany(
            names => Gen.CollectToArray(names.Select(name => Gen.Elements(Labels).Select(label => (name, (PhpValue)label)))),
            (_, entries) => (PhpValue)PhpArray.Map(entries));
}
