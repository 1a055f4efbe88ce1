using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/real-deliveries.md: from a body that cannot be read to an event that was handled.</summary>
public sealed class RealDeliveriesPageTests(BuiltPages pages)
{
    private const string Name = "real-deliveries";
    private static readonly string Tool = Repository.Path("src", "Partnero.Contracts.Tool", "bin", Repository.Configuration, "net10.0", "partnero-contracts.dll");

    [Fact]
    public async Task A_kept_delivery_is_looked_at_taken_handled_and_shown()
    {
        var page = Page.Of(Name);

        // Kept, and unreadable still.
        Assert.Contains("Unreadable: 8f3a1c.json. ", (await AgainAsync()).Output, StringComparison.Ordinal);

        // Looked at.
        var look = await ToolAsync("kept/8f3a1c.json");
        Assert.Equal(1, look.ExitCode);
        Assert.Contains(look.Output, page.Text, StringComparison.Ordinal);

        // Shown, without what was in it.
        Assert.Equal(1, (await ToolAsync("kept", "--anonymise", "shown")).ExitCode);
        var shown = await File.ReadAllTextAsync(pages.PathOf(Name, "Billing", "shown", "001-transaction.created.json"), TestContext.Current.CancellationToken);
        Assert.All(["txn", "8812", "shop", "99.9", "rgen", "store", "billing", "uLb"], value => Assert.DoesNotContain(value, shown, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("\"action\":\"sale\"", shown, StringComparison.Ordinal);

        // Taken, by a schema that the project is built with.
        Assert.Equal(1, (await ToolAsync("kept", "--propose", "schemas")).ExitCode);
        var items = page.Text[page.Text.IndexOf("<ItemGroup>", StringComparison.Ordinal)..(page.Text.IndexOf("</ItemGroup>", StringComparison.Ordinal) + "</ItemGroup>".Length)];
        await ReplaceAsync("Program.cs", "webhook.Data.Key", "webhook.Data.Key?.Id");
        await ReplaceAsync("Program.cs", "        Console.WriteLine(", "        if (webhook.Data.Key?.Id == \"txn_null\")\n            throw new InvalidOperationException(\"No such sale.\");\n        Console.WriteLine(");
        Assert.Contains("`webhook.Data.Key` becomes `webhook.Data.Key?.Id`", page.Text, StringComparison.Ordinal);
        await ReplaceAsync("Billing.csproj", "  </PropertyGroup>\n  <ItemGroup>\n", "  </PropertyGroup>\n" + items + "\n  <ItemGroup>\n");
        var build = await pages.RunAsync(Path.Combine(Name, "Billing"), "dotnet", [], "build", "--no-restore", "-nologo", "-v:q", "-clp:NoSummary");
        Assert.True(build.ExitCode == 0, build.Output);

        // Handled, once; and what a handler throws at keeps no other file from being handled.
        await KeepAsync("00.json", "txn_null");
        await KeepAsync("zz.json", "txn_null");
        var handled = await AgainAsync();
        Assert.Matches("(?s)Recorded txn_8812\n.*Handled: 8f3a1c.json\n", handled.Output);
        Assert.All(["00.json", "zz.json"], file => Assert.Contains($"Failed: {file}. System.InvalidOperationException: No such sale.", handled.Output, StringComparison.Ordinal));
        Assert.Equal(["00.json", "zz.json"], Directory.GetFiles(pages.PathOf(Name, "Billing", "kept")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_secret_what_is_kept_is_not_handled_and_the_exception_is_the_one_that_the_page_names()
    {
        var run = await pages.RunAsync(Path.Combine(Name, "Billing"), "dotnet", [("Partnero__Secret", "")], Path.Combine("bin", "Debug", "net10.0", "Billing.dll"), "again");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("OptionsValidationException", run.Output, StringComparison.Ordinal);
        Assert.Contains("`OptionsValidationException`", Page.Of(Name).Text, StringComparison.Ordinal);
    }

    /// <summary>Keeps the page's delivery once more, of another sale.</summary>
    private async Task KeepAsync(string file, string id)
    {
        var body = await File.ReadAllTextAsync(pages.PathOf(Name, "Billing", "kept", "8f3a1c.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(pages.PathOf(Name, "Billing", "kept", file), body.Replace("txn_8812", id, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    private async Task ReplaceAsync(string file, string passage, string other)
    {
        var path = pages.PathOf(Name, "Billing", file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(passage, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(passage, other, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    private Task<ProcessRun> ToolAsync(params string[] arguments) =>
        pages.RunAsync(Path.Combine(Name, "Billing"), "dotnet", [], [Tool, "schema", "check", .. arguments]);

    private Task<ProcessRun> AgainAsync() =>
        pages.RunAsync(Path.Combine(Name, "Billing"), "dotnet", [("Partnero__Secret", "Q7f2KxW9mLp3TzRb")], Path.Combine("bin", "Debug", "net10.0", "Billing.dll"), "again");
}
