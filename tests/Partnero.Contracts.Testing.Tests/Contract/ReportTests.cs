using System.Text;
using System.Text.Json;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Reporting;
using Partnero.Contracts.Testing.Tests.Support;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Contract;

public sealed class ReportTests
{
    [Fact]
    public async Task A_json_report_holds_every_clause_and_the_summary()
    {
        var report = await BrokenAsync();

        using var json = JsonDocument.Parse(Json(report));

        var root = json.RootElement;
        Assert.Equal(["target", "seed", "verdict", "leftOut", "withoutEffect", "summary", "clauses"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["passed", "failed", "advised", "notExercised", "waived"], root.GetProperty("summary").EnumerateObject().Select(property => property.Name));
        Assert.Equal(PartneroContract.Clauses.Count, root.GetProperty("clauses").GetArrayLength());
        Assert.Equal(report.Seed, root.GetProperty("seed").GetUInt64());
        Assert.All(root.GetProperty("clauses").EnumerateArray(), clause =>
            Assert.Equal(["id", "title", "level", "outcome", "reason", "durationMs", "why", "remedy", "page", "replay", "reproduction"], clause.EnumerateObject().Select(property => property.Name)));
        var failed = root.GetProperty("clauses").EnumerateArray().First(clause => clause.GetProperty("outcome").GetString() == "failed");
        Assert.Contains("curl -i", failed.GetProperty("reproduction").GetProperty("curl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_report_holds_the_secret()
    {
        var report = await BrokenAsync();

        var text = Json(report) + string.Join("\n", report.Clauses.Select(ReportText.Of));

        Assert.Contains("broken", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ScriptedConsumer.Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifying_a_broken_clause_throws_all_that_is_needed_to_see_it_again()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 200);

        var exception = await Assert.ThrowsAsync<ClauseBrokenException>(
            () => PartneroContract.Find("SIG-01").VerifyAsync(consumer.Seen(), TestContext.Current.CancellationToken));

        var clause = exception.Report.Clause;
        foreach (var part in new[] { clause.Remedy, clause.Page!.AbsoluteUri, "SIG-01", "without a Signature header", "a refusal, such as 401", "200 after", "curl -i", "--data-binary" })
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_clause_is_named_with_those_that_there_are()
    {
        var exception = Assert.Throws<ArgumentException>(() => PartneroContract.Find("SIG-99"));

        Assert.Contains("SIG-99", exception.Message, StringComparison.Ordinal);
        Assert.Contains("IDEM-03", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_clause_has_an_id_of_its_own()
    {
        Assert.Equal(PartneroContract.Clauses.Count, PartneroContract.Clauses.Select(clause => clause.Id).Distinct().Count());
    }

    private static async Task<ContractReport> BrokenAsync()
    {
        await using var consumer = await ScriptedConsumer.StartAsync(200, 200);
        return await new ContractRunner(consumer.Seen()).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    private static string Json(ContractReport report)
    {
        var output = new MemoryStream();
        JsonReport.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
