using System;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>Addresses of schema documents.</summary>
internal static class SchemaAddress
{
    /// <summary>An address without a fragment, in the form by which addresses are compared.</summary>
    public static string Of(Uri address) => address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped);

    /// <summary>The address of a file, wherever the process runs.</summary>
    public static Uri OfFile(string path) =>
        new("file:///" + string.Join("/", path.Replace('\\', '/').TrimStart('/').Split('/').Select(Uri.EscapeDataString)));
}
