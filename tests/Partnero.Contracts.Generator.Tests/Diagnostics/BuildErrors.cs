using System.Xml.Linq;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Diagnostics;

/// <summary>The errors that the packages' build files report, before anything is compiled.</summary>
internal static class BuildErrors
{
    public static IReadOnlyList<(string Id, string Text)> All { get; } =
    [
        .. Directory.GetDirectories(Folders.Sources)
            .Select(project => Path.Combine(project, "build"))
            .Where(Directory.Exists)
            .SelectMany(build => Directory.GetFiles(build, "*.targets"))
            .SelectMany(file => XDocument.Load(file).Descendants("Error"))
            .Select(error => ((string)error.Attribute("Code")!, (string)error.Attribute("Text")!))
            .Order(),
    ];
}
