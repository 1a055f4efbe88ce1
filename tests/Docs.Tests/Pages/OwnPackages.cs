namespace Docs.Tests.Pages;

/// <summary>What a reference to a package of this repository comes to: its assemblies as they were built, and the packages that it brings.</summary>
internal static class OwnPackages
{
    private static readonly Dictionary<string, string[]> Brought = new()
    {
        ["Partnero.Contracts"] = [],
        ["Partnero.Contracts.Generator"] = ["Partnero.Contracts"],
        ["Partnero.Contracts.AspNetCore"] = ["Partnero.Contracts"],
        ["Partnero.Contracts.EntityFrameworkCore"] = ["Partnero.Contracts.AspNetCore", "Microsoft.EntityFrameworkCore.Relational"],
        ["Partnero.Contracts.Fixtures"] = ["Partnero.Contracts"],
        ["Partnero.Contracts.Testing"] = ["Partnero.Contracts.Fixtures", "Microsoft.Extensions.Logging.Abstractions"],
        ["Partnero.Contracts.Testing.Xunit"] = ["Partnero.Contracts.Testing", "FsCheck", "FsCheck.Xunit.v3", "xunit.v3.extensibility.core"],
    };

    /// <summary>The packages of a registry that a package needs: itself, or what one of ours brings.</summary>
    public static IEnumerable<string> Needs(string package) =>
        Brought.TryGetValue(package, out var brought) ? brought.SelectMany(Needs) : [package];

    /// <summary>What a package of ours comes to in a project that references one that references it.</summary>
    public static IEnumerable<string> PartsBeyond(string package) => package is "Partnero.Contracts.AspNetCore" or "Partnero.Contracts.EntityFrameworkCore" ? [Reference("Partnero.Contracts.AspNetCore")] : [];

    /// <summary>The parts of a project file that stand for a package of ours, and for those of ours that it brings.</summary>
    public static IEnumerable<string> Parts(string package)
    {
        if (!Brought.TryGetValue(package, out var brought))
            return [];
        var build = Repository.Path("src", package, "build", package);
        return brought.SelectMany(Parts).Append(package switch
        {
            "Partnero.Contracts.Generator" => $"""
                  <PropertyGroup><PartneroSchemasFolder>{Repository.Path("schemas")}/</PartneroSchemasFolder></PropertyGroup>
                  <ItemGroup><Analyzer Include="{Assembly(package, "netstandard2.0")};{Assembly("Partnero.Contracts.Analyzers", "netstandard2.0")}" /></ItemGroup>
                  <Import Project="{build}.props" />
                  <Import Project="{build}.targets" />
                """,
            "Partnero.Contracts.Testing.Xunit" => Reference(package) + $"""

                  <Import Project="{build}.targets" />
                """,
            "Partnero.Contracts.AspNetCore" => Reference(package) + """

                  <ItemGroup Condition="'$(UsingMicrosoftNETSdkWeb)' != 'true'"><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>
                """,
            _ => Reference(package),
        });
    }

    private static string Reference(string package) => $"""  <ItemGroup><Reference Include="{Assembly(package, "net10.0")}" /></ItemGroup>""";

    private static string Assembly(string package, string framework) =>
        Repository.Path("src", package, "bin", Repository.Configuration, framework, package + ".dll");
}
