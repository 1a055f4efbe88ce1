using Docs.Tests.Pages;
using Xunit;

[assembly: AssemblyFixture(typeof(BuiltPages))]

namespace Docs.Tests.Pages;

/// <summary>A temporary folder with the projects of all pages, built once for all tests: as pasted, with warnings as errors.</summary>
public sealed class BuiltPages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pages-");

    public async ValueTask InitializeAsync()
    {
        WriteShared();
        var projects = Variant.All.SelectMany(Write).ToList();
        File.WriteAllText(Path.Combine(_folder.FullName, "all.proj"), $"""
            <Project>
              <ItemGroup>
                {string.Join("\n    ", projects.Select(project => $"""<Page Include="{project}" />"""))}
              </ItemGroup>
              <Target Name="Restore"><MSBuild Projects="@(Page)" Targets="Restore" BuildInParallel="true" Properties="Restoring=true" /></Target>
              <Target Name="Build"><MSBuild Projects="@(Page)" Targets="Build" BuildInParallel="true" /></Target>
            </Project>
            """);
        foreach (var target in new[] { "Restore", "Build" })
        {
            var run = await RunAsync("", "dotnet", [], "msbuild", "all.proj", "-t:" + target, "-m", "-nologo", "-v:q", "-clp:NoSummary");
            Assert.True(run.ExitCode == 0, $"The examples of the pages do not compile:\n{run.Output}");
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs a project of a page, as <c>dotnet run</c> would.</summary>
    internal Task<ProcessRun> RunProjectAsync(string page, string project, params string[] arguments) =>
        RunAsync(Path.Combine(page, project), "dotnet", [], [Path.Combine("bin", "Debug", "net10.0", project + ".dll"), .. arguments]);

    /// <summary>Runs a program in the folder of a page.</summary>
    internal Task<ProcessRun> RunAsync(string page, string program, (string Name, string Value)[] environment, params string[] arguments) =>
        ProcessRun.OfAsync(Path.Combine(_folder.FullName, page), program, arguments, environment, TestContext.Current.CancellationToken);

    /// <summary>A path in the folder of a page.</summary>
    internal string PathOf(string page, params string[] parts) => Path.Combine([_folder.FullName, page, .. parts]);

    private void WriteShared()
    {
        File.Copy(Repository.Path("Directory.Packages.props"), Path.Combine(_folder.FullName, "Directory.Packages.props"));
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.props"), """
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>false</GenerateDocumentationFile>
              </PropertyGroup>
            </Project>
            """);
    }

    /// <summary>Writes the projects and files of a page; answers the project files.</summary>
    private List<string> Write(Variant variant)
    {
        var folder = _folder.CreateSubdirectory(variant.Folder).FullName;
        var projects = PageProject.Of(variant.Pages.SelectMany(page => page.Commands));
        foreach (var (path, text) in variant.Files().Concat(projects.ToDictionary(project => $"{project.Name}/{project.Name}.csproj", project => project.ToXml())))
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return projects.ConvertAll(project => Path.Combine(folder, project.Name, project.Name + ".csproj"));
    }
}
