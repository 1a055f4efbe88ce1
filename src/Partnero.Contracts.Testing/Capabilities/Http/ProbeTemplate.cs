using System.Diagnostics.CodeAnalysis;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>The address of a probe, with places for what it is asked.</summary>
internal sealed class ProbeTemplate
{
    private readonly string _text;
    private readonly string _name;

    /// <exception cref="ArgumentException">A place is missing or stands in the host, or the text is no address.</exception>
    public ProbeTemplate(Capability capability, string text)
    {
        var name = $"The {capability.Url.Word} URL ({nameof(HttpProbes)}.{capability.Name})";
        var places = capability.Url.Places;
        _name = name;
        _text = text;
        if (places.FirstOrDefault(place => !text.Contains(place, StringComparison.Ordinal)) is { } missing)
            throw new ArgumentException($"{name} is '{Shown(text)}', and must hold {missing}: the address with {string.Join(", ", places)} in its query.");
        if (!TryFill([.. places.Select(place => (place, "x"))], out var address) || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"{name} is '{Shown(text)}', and must be an absolute http or https address, with a host, and a port of at most 65535 if any.");

        // A value that stood in the host could make no address of it at all.
        if (!TryFill([.. places.Select(place => (place, "y"))], out var other) || other.Authority != address.Authority)
            throw new ArgumentException($"{name} is '{Shown(text)}', and must hold {string.Join(", ", places)} in its path or query, not in its host or port.");
    }

    public override string ToString() => $"{_name} {Shown(_text)}";

    /// <summary>Puts values in their places, percent-encoded.</summary>
    public Uri Fill(params (string Place, string Value)[] values) => TryFill(values, out var address)
        ? address
        : throw new ProbeException($"{this} is no address once its places are filled.");

    private static string Shown(string text) => VisibleText.Of(MaskedAddress.OfText(text));

    private bool TryFill((string Place, string Value)[] values, [NotNullWhen(true)] out Uri? address) => Uri.TryCreate(
        values.Aggregate(_text, (text, value) => text.Replace(value.Place, Uri.EscapeDataString(value.Value), StringComparison.Ordinal)), UriKind.Absolute, out address);
}
