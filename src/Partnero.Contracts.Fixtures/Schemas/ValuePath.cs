namespace Partnero.Contracts.Testing.Schemas;

/// <summary>The way to a part of a value, as a chain that ends at the root.</summary>
internal sealed record ValuePath(ValuePath? Outer, string Token)
{
    public static string Pointer(ValuePath? path) => path is null ? "" : $"{Pointer(path.Outer)}/{JsonPointer.Escape(path.Token)}";
}
