namespace Docs.Tests.Pages;

/// <summary>A page as a reader would follow it, or with passages of its files written otherwise.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">What is special; empty for the page itself.</param>
/// <param name="Edits">Passages, each of which must be in exactly one file, and what stands there instead.</param>
internal sealed record Variant(string Page, string Name, params (string From, string To)[] Edits)
{
    /// <summary>EF Core's own strategy for SQLite retries nothing. This one does, as those of PostgreSQL and SQL Server with <c>EnableRetryOnFailure</c>.</summary>
    private static readonly (string From, string To)[] Retrying =
    [
        ("""?? "billing.db"}"));""", """?? "billing.db"}", sqlite => sqlite.ExecutionStrategy(dependencies => new Retrying(dependencies))));"""),
        ("public class Partner\n", """
            public class Retrying(Microsoft.EntityFrameworkCore.Storage.ExecutionStrategyDependencies dependencies)
                : Microsoft.EntityFrameworkCore.Storage.ExecutionStrategy(dependencies, 1, TimeSpan.FromMilliseconds(1))
            {
                protected override bool ShouldRetryOn(Exception exception) => exception is InvalidOperationException;
            }

            public class Partner

            """),
    ];

    public static IReadOnlyList<Variant> All { get; } =
    [
        new("fixtures", ""),
        new("other-test-frameworks", ""),
        new("in-process", ""),
        new("in-process", "a-handler-that-throws", ("return ValueTask.CompletedTask;", """throw new InvalidOperationException("No mail today.");""")),
        new("ef-core", ""),
        new("ef-core", "a-handler-that-saves", ("        return ValueTask.CompletedTask;\n    }\n}", "        return new(context.SaveChangesAsync(cancellationToken));\n    }\n}")),
        new("own-clauses", ""),
        new("own-clauses", "short-names", ("                partner.Name = name ?? partner.Name;\n", "                partner.Name = name?.Length > 100 ? throw new InvalidOperationException(\"Too long.\") : name ?? partner.Name;\n")),
        new("aot", ""),
        new("by-hand", ""),
        new("real-deliveries", ""),
        new("failures-and-time", ""),
        new("failures-and-time", "stored-first", ("BillingContext>()\n", "BillingContext>(options => (options.Mode, options.RetryDelay, options.MaxRetryDelay) = (Partnero.Contracts.AspNetCore.InboxMode.StoreFirst, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100)))\n")),
        new("failures-and-time", "a-strategy-that-retries", Retrying),
    ];

    public string Folder => Name.Length == 0 ? Page : $"{Page}+{Name}";

    /// <summary>The pages to follow, in order.</summary>
    public IReadOnlyList<Page> Pages { get; } = [.. Followed(Page).Reverse()];

    /// <summary>The files of the pages; a later page's stands in the place of an earlier one's.</summary>
    public Dictionary<string, string> Files()
    {
        var files = Pages.SelectMany(page => page.Files).GroupBy(file => file.Key, file => file.Value).ToDictionary(file => file.Key, file => file.Last());
        foreach (var (from, to) in Edits)
        {
            var path = files.Single(file => file.Value.Contains(from, StringComparison.Ordinal)).Key;
            files[path] = files[path].Replace(from, to, StringComparison.Ordinal);
        }

        return files;
    }

    private static IEnumerable<Page> Followed(string name)
    {
        var page = Tests.Pages.Page.Of(name);
        yield return page;
        if (page.After is { } before)
        {
            foreach (var earlier in Followed(before))
                yield return earlier;
        }
    }
}
