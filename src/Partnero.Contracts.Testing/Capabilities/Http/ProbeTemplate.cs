namespace Partnero.Contracts.Testing;

/// <summary>The address of a probe, with places for what it is asked.</summary>
internal sealed class ProbeTemplate
{
    private readonly string _text;
    private readonly string _name;

    /// <exception cref="ArgumentException">A place is missing, or the text is no address.</exception>
    public ProbeTemplate(string name, string text, params string[] places)
    {
        _name = name;
        _text = text;
        if (places.FirstOrDefault(place => !text.Contains(place, StringComparison.Ordinal)) is { } missing)
            throw new ArgumentException($"{name} is '{text}', and must hold {missing}: the address with {string.Join(", ", places)} in its query.");
        if (!Uri.TryCreate(Fill([.. places.Select(place => (place, "x"))]).ToString(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"{name} is '{text}', and must be an absolute http or https address.");
    }

    public override string ToString() => $"{_name} {_text}";

    /// <summary>Puts values in their places, percent-encoded.</summary>
    public Uri Fill(params (string Place, string Value)[] values) => new(
        values.Aggregate(_text, (text, value) => text.Replace(value.Place, Uri.EscapeDataString(value.Value), StringComparison.Ordinal)), UriKind.RelativeOrAbsolute);
}
