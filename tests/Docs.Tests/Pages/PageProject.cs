using System.Text;

namespace Docs.Tests.Pages;

/// <summary>A project that the commands of a page make: <c>dotnet new</c>, <c>dotnet add package</c>, <c>dotnet add reference</c>.</summary>
/// <remarks>Its file is written here as those commands would write it: they would cost a minute, and the newest versions of packages.</remarks>
internal sealed class PageProject(string name, string template)
{
    private static readonly Dictionary<string, string[]> TemplatePackages = new()
    {
        ["web"] = [],
        ["console"] = [],
        ["nunit"] = ["Microsoft.NET.Test.Sdk", "NUnit", "NUnit.Analyzers", "NUnit3TestAdapter"],
        ["mstest"] = ["MSTest"],
        ["xunit"] = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"],
    };

    private static readonly Dictionary<string, string> TemplateUsings = new()
    {
        ["nunit"] = "NUnit.Framework",
        ["mstest"] = "Microsoft.VisualStudio.TestTools.UnitTesting",
        ["xunit"] = "Xunit",
    };

    private readonly List<string> _packages = [.. TemplatePackages[template]];
    private readonly List<PageProject> _references = [];

    public string Name => name;

    /// <summary>The projects of some commands. Commands of another kind are left out.</summary>
    public static List<PageProject> Of(IEnumerable<string> commands)
    {
        var projects = new List<PageProject>();
        foreach (var command in commands)
        {
            if (command.Split(' ') is ["dotnet", "new", var template, "-n", var name])
                projects.Add(new PageProject(name, template));
            else if (command.Split(' ') is ["dotnet", "add", var to, "package", var package, ..])
                projects.Single(project => project.Name == to)._packages.Add(package);
            else if (command.Split(' ') is ["dotnet", "add", var from, "reference", var reference])
                projects.Single(project => project.Name == from)._references.Add(projects.Single(project => project.Name == reference));
        }

        return projects;
    }

    public string ToXml()
    {
        var xml = new StringBuilder($"""
            <Project Sdk="Microsoft.NET.Sdk{(template == "web" ? ".Web" : "")}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>

            """);
        foreach (var reference in _references.Select(project => project.Name))
            xml.AppendLine($"""    <ProjectReference Include="../{reference}/{reference}.csproj" />""");
        if (TemplateUsings.TryGetValue(template, out var space))
            xml.AppendLine($"""    <Using Include="{space}" />""");
        // NU1605: what a package of ours brings would be raised by others, were it not named here.
        foreach (var package in _packages.SelectMany(OwnPackages.Needs).Distinct())
            xml.AppendLine($"""    <PackageReference Include="{package}" NoWarn="NU1605" />""");
        xml.AppendLine("  </ItemGroup>");
        foreach (var part in _packages.SelectMany(OwnPackages.Parts).Concat(_references.SelectMany(project => project._packages).SelectMany(OwnPackages.PartsBeyond)).Distinct())
            xml.AppendLine(part);
        return xml.AppendLine("</Project>").ToString();
    }
}
