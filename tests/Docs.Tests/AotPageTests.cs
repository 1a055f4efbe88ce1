using System.Data.Common;
using System.Diagnostics;
using Docs.Tests.Pages;
using Microsoft.Data.Sqlite;
using Partnero.Contracts.Testing;
using Xunit;

namespace Docs.Tests;

/// <summary>docs/aot.md: the consumer is compiled ahead of time without a warning, and keeps the contract.</summary>
public sealed class AotPageTests(BuiltPages pages)
{
    private const string Secret = "Q7f2KxW9mLp3TzRb";

    [Fact]
    public async Task A_native_consumer_keeps_the_contract()
    {
        Assert.SkipUnless(Programs.Has("gcc") || Programs.Has("clang"), "NativeAOT needs a C compiler: neither gcc nor clang is on the PATH.");
        var command = Assert.Single(Page.Of("aot").Commands, command => command.StartsWith("dotnet publish", StringComparison.Ordinal));

        var publish = await pages.RunAsync("aot", "dotnet", [], [.. command.Split(' ').Skip(1), "-nologo", "-v:m"]);

        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("partnero-aot-");
        var database = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder.FullName, "billing.db")};Pooling=False");
        using var process = Start(pages.PathOf("aot", "published", "Billing"), database.ConnectionString);
        try
        {
            var consumer = new WebhookConsumer(new Uri(await ListeningProcess.AddressOfAsync(process) + "/webhooks/partnero"), Secret)
            {
                Handles = ["partner.created"],
                // Nothing else is handled, so that nothing else has an effect.
                Effects = async (name, id, cancellationToken) => name == "partner.created" ? await FindAsync(database, id, cancellationToken) : [],
            };
            var report = await new ContractRunner(consumer).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(report.IsKept, string.Join(
                Environment.NewLine, report.Clauses.Where(clause => clause.Outcome == ClauseOutcome.Failed).Select(clause => $"{clause.Clause.Id}: {clause.Sent}; expected {clause.Expected}; actual {clause.Actual}").Prepend(report.Verdict.ToString())));
            Assert.Equal(ClauseOutcome.Passed, report.Clauses.Single(clause => clause.Clause.Id == "IDEM-03").Outcome);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<WebhookEffect>> FindAsync(DbDataSource database, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new SqliteCommand("SELECT name FROM welcomed WHERE id = $id", (SqliteConnection)connection);
        command.Parameters.AddWithValue("$id", id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var effects = new List<WebhookEffect>();
        while (await reader.ReadAsync(cancellationToken))
            effects.Add(new WebhookEffect { Fields = new Dictionary<string, object?> { ["name"] = reader.IsDBNull(0) ? null : reader.GetString(0) } });
        return effects;
    }

    private static Process Start(string program, string database) =>
        Process.Start(new ProcessStartInfo(program, ["--urls", "http://127.0.0.1:0", "--Partnero:Secret", Secret, "--Database", new SqliteConnectionStringBuilder(database).DataSource]) { RedirectStandardOutput = true })!;
}
